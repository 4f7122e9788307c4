import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Log, type Viewer, ViewerSource, VirlabError } from '../platform/index';
import type { LiveDryRun } from './live-dry-run';
import { DryRuns } from './dry-runs';
import { ReadDryRun } from './read-dry-run';

/** A reader hears at most five times a second. */
const TELL_EVERY_MS = 200;
/** Who may not look any more hears nothing within this. */
const RECHECK_MS = 60_000;

/** Sends a dry run as it goes on, as server-sent events: at once, while it runs, and a last time when it ended. */
@Injectable()
export class DryRunStream {
  constructor(
    private readonly log: Log,
    private readonly viewers: ViewerSource,
    private readonly runs: DryRuns,
    private readonly read: ReadDryRun,
  ) {}

  /** @throws VirlabError `dry-run-not-found` before anything is sent */
  async open(id: string, viewer: Viewer, response: Response): Promise<void> {
    const live = this.runs.find(id);
    const first = await this.read.get(id);
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // Tells a buffering reverse proxy to let each event through at once.
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    send(response, first);
    if (!live || first.state !== 'running') return void response.end();
    this.follow(live, viewer, response).catch((error: unknown) =>
      this.log.error({ err: error }, 'a dry run could not be told of'),
    );
  }

  private async follow(run: LiveDryRun, viewer: Viewer, response: Response): Promise<void> {
    let isGone = false;
    let hasNews = run.state !== 'running';
    let wake: () => void = () => undefined;
    const leave = () => {
      isGone = true;
      wake();
    };
    const stop = run.hear(() => {
      hasNews = true;
      wake();
    });
    const recheck = setInterval(() => void this.recheck(viewer, leave), RECHECK_MS);
    response.on('close', leave);
    try {
      while (!isGone) {
        if (!hasNews) await new Promise<void>((resolve) => (wake = resolve));
        if (isGone) return;
        hasNews = false;
        const now = await this.read.presentLive(run);
        const isOver = now.state !== 'running';
        // A reader that does not keep up misses what was in between, never the end.
        if (isOver || response.writableLength === 0) send(response, now);
        if (isOver) return;
        await pause(TELL_EVERY_MS);
      }
    } finally {
      stop();
      clearInterval(recheck);
      response.end();
    }
  }

  private async recheck({ sessionId }: Viewer, leave: () => void): Promise<void> {
    try {
      const { abilities } = await this.viewers.viewerOfSession(sessionId, RECHECK_MS);
      if (!abilities.includes('policy.edit')) leave();
    } catch (error) {
      // No answer means no.
      if (!(error instanceof VirlabError))
        this.log.error({ err: error }, 'a stream’s right could not be checked');
      leave();
    }
  }
}

function send(response: Response, message: object): void {
  response.write(`data: ${JSON.stringify(message)}\n\n`);
}
