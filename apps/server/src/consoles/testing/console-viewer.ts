import { WebSocket } from 'ws';

/** A browser's side of a console, for specs: goes through the handshake, types, and sees how it ends. */
export class ConsoleViewer {
  /** The WebSocket close code, once it is closed. */
  readonly closed: Promise<number>;
  private received = Buffer.alloc(0);
  private wake: () => void = () => undefined;

  constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.received = Buffer.concat([this.received, data]);
      this.wake();
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => socket.once('close', (code) => resolve(code)));
    void this.closed.then(() => this.wake());
  }

  /** Opens the WebSocket of a ticket. */
  static open(url: string, headers: { cookie?: string; origin?: string }): ConsoleViewer {
    return new ConsoleViewer(new WebSocket(url, ['binary'], { headers, perMessageDeflate: false }));
  }

  /** Shakes hands as a browser does; answers the size of the screen. */
  async shakeHands(): Promise<{ width: number; height: number }> {
    await this.take(12);
    this.socket.send(Buffer.from('RFB 003.008\n'));
    await this.take(2);
    this.socket.send(Buffer.from([1]));
    await this.take(4);
    this.socket.send(Buffer.from([0]));
    const init = await this.take(24);
    await this.take(init.readUInt32BE(20));
    return { width: init.readUInt16BE(0), height: init.readUInt16BE(2) };
  }

  /** Presses and releases the keys of a text; `\n` is Return. */
  type(text: string): void {
    for (const character of text) {
      for (const down of [1, 0]) {
        const event = Buffer.from([4, down, 0, 0, 0, 0, 0, 0]);
        event.writeUInt32BE(character === '\n' ? 0xff0d : character.charCodeAt(0), 4);
        this.socket.send(event);
      }
    }
  }

  private async take(count: number): Promise<Buffer> {
    while (this.received.length < count) {
      if (this.socket.readyState === this.socket.CLOSED)
        throw new Error('the console closed in the handshake');
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    const taken = this.received.subarray(0, count);
    this.received = this.received.subarray(count);
    return taken;
  }
}
