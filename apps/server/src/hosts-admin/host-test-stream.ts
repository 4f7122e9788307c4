import type { HostTest } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Log } from '../platform/index';

/** Sends a test of a host as it goes on, one state a line (NDJSON). */
@Injectable()
export class HostTestStream {
  constructor(private readonly log: Log) {}

  /** Whoever leaves ends the test. */
  async send(
    { states, leave }: { states: AsyncGenerator<HostTest, void>; leave: () => void },
    response: Response,
  ): Promise<void> {
    response.on('close', leave);
    response.status(200).set({
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Cache-Control': 'no-store',
      // Tells a buffering reverse proxy to let each line through at once.
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    try {
      for await (const state of states) {
        if (response.closed || response.destroyed) break;
        response.write(`${JSON.stringify(state)}\n`);
      }
    } catch (error) {
      this.log.error({ err: error }, 'a host could not be tested');
    } finally {
      response.end();
    }
  }
}
