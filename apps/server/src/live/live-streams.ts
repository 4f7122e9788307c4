import type { LiveEvent } from '@virlab/contracts';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Response } from 'express';
import { Machines, PresentMachine } from '../machines/index';
import {
  Bus,
  Clock,
  Log,
  type Notice,
  Schedule,
  type Viewer,
  ViewerSource,
  VirlabError,
} from '../platform/index';
import { LiveStream } from './live-stream';

/** Keeps proxies from closing a quiet stream, and tells the page that it is live. */
const BEAT_MS = 15_000;
/** A right that ran out by time alone, or by the policy, is noticed within this and the age that an answer may have. */
const RECHECK_MS = 60_000;

/**
 * The open event streams. A notice names what changed; here it is read anew, once for each person who may know, and
 * shown with that person's abilities. Machines of others are never sent.
 */
@Injectable()
export class LiveStreams implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly streams = new Set<LiveStream>();
  /** One notice after another, so that two changes of a machine never overtake each other. */
  private tail: Promise<void> = Promise.resolve();

  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
    private readonly machines: Machines,
    private readonly present: PresentMachine,
    private readonly viewers: ViewerSource,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.bus.hear((notice) => {
      if (this.streams.size === 0) return;
      this.tail = this.tail
        .then(() => this.onNotice(notice))
        .catch((error: unknown) =>
          this.log.error({ err: error, notice: notice.type }, 'a notice was not sent'),
        );
    });
    this.schedule.every(BEAT_MS, 'live: beat', () => this.beat());
    this.schedule.every(RECHECK_MS, 'live: check rights', () => this.recheck());
  }

  beforeApplicationShutdown(): void {
    for (const stream of this.streams) stream.end();
  }

  open(viewer: Viewer, response: Response): void {
    const stream = new LiveStream(viewer, response);
    this.streams.add(stream);
    response.on('close', () => this.streams.delete(stream));
    stream.send({ type: 'beat', at: this.clock.now().toISOString() });
  }

  private async onNotice(notice: Notice): Promise<void> {
    switch (notice.type) {
      case 'machine-changed':
        return this.sendMachine(notice.machineId);
      case 'session-ended':
        return this.forEach(
          ({ viewer }) => viewer.sessionId === notice.sessionId,
          (stream) => this.endWith(stream, notice.code),
        );
      case 'machines-changed':
        return this.forEach(
          ({ viewer }) => viewer.userId === notice.userId,
          (stream) => stream.send({ type: 'machines-changed' }),
        );
      case 'rights-changed':
        return this.rightsChanged(notice.userId);
      case 'host-changed':
        return this.forEach(
          ({ viewer }) => viewer.abilities.includes('hosts.read'),
          (stream) => stream.send({ type: 'host-changed', hostId: notice.hostId }),
        );
      case 'announced':
        return this.forEach(
          ({ viewer }) => notice.people.includes(viewer.userId) || viewer.teaches.includes(notice.classId),
          (stream) => stream.send({ type: 'announcements-changed', classId: notice.classId }),
        );
      case 'job-changed':
        return this.sendJob(notice);
      case 'providers-changed':
        return this.forEach(
          ({ viewer }) => viewer.abilities.includes('federation.read'),
          (stream) => stream.send({ type: 'providers-changed' }),
        );
      case 'policy-changed':
        return this.forEach(
          ({ viewer }) => viewer.abilities.includes('policy.read'),
          (stream) => stream.send({ type: 'policy-changed' }),
        );
      case 'break-glass-changed':
        return this.forEach(
          ({ viewer }) => viewer.abilities.includes('audit.read'),
          (stream) => stream.send({ type: 'break-glass-changed' }),
        );
    }
  }

  /** To who began it, and to who teaches its class. */
  private sendJob({ jobId, byId, classId }: Extract<Notice, { type: 'job-changed' }>): void {
    this.forEach(
      ({ viewer }) => viewer.userId === byId || (classId !== null && viewer.teaches.includes(classId)),
      (stream) => stream.send({ type: 'job-changed', jobId, ...(classId === null ? {} : { classId }) }),
    );
  }

  private async sendMachine(machineId: string): Promise<void> {
    const audience = await this.machines.audienceOf(machineId);
    if (!audience) return;
    for (const stream of this.streams) {
      const { viewer } = stream;
      const teaches = audience.classId !== null && viewer.teaches.includes(audience.classId);
      if (viewer.userId !== audience.ownerId && !teaches) continue;
      try {
        const { machine } = await this.machines.seenBy(viewer, machineId);
        stream.send({ type: 'machine', machine: await this.present.run(machine, viewer) });
      } catch (error) {
        // A right that is gone means that the list is to be read anew; anything else is a fault.
        if (!(error instanceof VirlabError)) throw error;
        stream.send({ type: 'machines-changed' });
      }
    }
  }

  /** Somebody's rights changed: their own pages are read anew, and so are those of who teaches them. */
  private async rightsChanged(userId: string): Promise<void> {
    for (const stream of this.streams) {
      if (stream.viewer.userId === userId) await this.renew(stream);
      const event: LiveEvent[] =
        stream.viewer.userId === userId
          ? [{ type: 'machines-changed' }]
          : stream.viewer.teaches.map((classId) => ({ type: 'class-changed', classId }));
      for (const one of event) stream.send(one);
    }
  }

  private async renew(stream: LiveStream): Promise<void> {
    try {
      stream.viewer = await this.viewers.viewerOfSession(stream.viewer.sessionId, RECHECK_MS);
    } catch (error) {
      if (!(error instanceof VirlabError))
        this.log.error({ err: error }, 'a stream’s right could not be checked');
      this.endWith(stream, error instanceof VirlabError ? error.code : 'internal');
    }
  }

  /** Reads anew who listens on every stream, and ends those that nobody may listen on any more. */
  async recheck(): Promise<void> {
    for (const stream of this.streams) await this.renew(stream);
  }

  private async beat(): Promise<void> {
    const at = this.clock.now().toISOString();
    this.forEach(
      () => true,
      (stream) => stream.send({ type: 'beat', at }),
    );
  }

  private endWith(stream: LiveStream, code: string): void {
    stream.send({ type: 'session-ended', code });
    stream.end();
  }

  private forEach(concerns: (stream: LiveStream) => boolean, act: (stream: LiveStream) => void): void {
    for (const stream of this.streams) if (concerns(stream)) act(stream);
  }
}
