import type { LiveEvent } from '@virlab/contracts';
import type { Response } from 'express';
import type { Viewer } from '../platform/index';

/** Unsent bytes after which a reader is taken for gone; it comes back by itself and reads everything anew. */
const MOST_UNSENT_BYTES = 256 * 1024;

/** One open event stream of one person. */
export class LiveStream {
  constructor(
    public viewer: Viewer,
    private readonly response: Response,
  ) {
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // Tells a buffering reverse proxy to let each event through at once.
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    response.write('retry: 2000\n\n');
  }

  send(event: LiveEvent): void {
    if (this.response.writableEnded) return;
    this.response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    if (this.response.writableLength > MOST_UNSENT_BYTES) this.response.destroy();
  }

  end(): void {
    this.response.end();
  }
}
