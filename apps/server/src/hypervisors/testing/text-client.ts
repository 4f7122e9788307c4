import type { Duplex } from 'node:stream';

/** How long a console may keep what is waited for to itself. */
const DEADLINE_MS = 50_000;

/** A person at a text console, for specs: reads and types. */
export class TextTestClient {
  private text = '';
  private hasEnded = false;
  private wake: () => void = () => undefined;

  constructor(private readonly stream: Duplex) {
    stream.on('data', (bytes: Buffer) => {
      this.text += bytes.toString('latin1');
      this.wake();
    });
    stream.on('error', () => undefined);
    stream.once('close', () => {
      this.hasEnded = true;
      this.wake();
    });
    stream.once('end', () => stream.destroy());
  }

  type(text: string): void {
    this.stream.write(text);
  }

  /** Waits until the console has said this. */
  async said(wanted: string): Promise<void> {
    await this.until(`"${wanted}"`, () => this.text.includes(wanted));
  }

  /** Waits until the console ends. */
  async end(): Promise<void> {
    await this.until('the end', () => this.hasEnded);
  }

  private async until(what: string, look: () => boolean): Promise<void> {
    const timer = setTimeout(() => this.wake(), DEADLINE_MS);
    const from = performance.now();
    try {
      while (!look()) {
        const isOver = performance.now() - from >= DEADLINE_MS || (this.hasEnded && !look());
        if (isOver) {
          throw new Error(
            `waited in vain for ${what}; ${this.hasEnded ? 'it ended' : 'it is open'} and said "${this.text.slice(-500)}"`,
          );
        }
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  }
}
