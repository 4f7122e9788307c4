import { WebSocket } from 'ws';

/** A browser with a terminal, for specs: reads, types, and sees how the console ends. */
export class TextViewer {
  /** All that was said. */
  text = '';
  /** The WebSocket close code, once it is closed. */
  readonly closed: Promise<number>;
  private readonly waiting = new Set<() => void>();

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.text += data.toString('utf8');
      for (const look of this.waiting) look();
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => socket.once('close', (code) => resolve(code)));
    void this.closed.then(() => {
      for (const look of this.waiting) look();
    });
  }

  /** Opens the WebSocket of a ticket. */
  static open(url: string, headers: { cookie: string; origin: string }): TextViewer {
    return new TextViewer(new WebSocket(url, ['binary'], { headers, perMessageDeflate: false }));
  }

  type(text: string): void {
    this.socket.send(Buffer.from(text));
  }

  /** Waits until this was said. */
  async said(wanted: string, deadlineMs = 50_000): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const give = (done: () => void) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        done();
      };
      const complain = (why: string) =>
        give(() =>
          reject(new Error(`${why} before "${wanted}"; it said ${JSON.stringify(this.text.slice(-500))}`)),
        );
      const timer = setTimeout(() => complain(`${deadlineMs} ms went by`), deadlineMs);
      const look = () => {
        if (this.text.includes(wanted)) give(resolve);
        else if (this.socket.readyState === this.socket.CLOSED) complain('it closed');
      };
      this.waiting.add(look);
      look();
    });
  }
}
