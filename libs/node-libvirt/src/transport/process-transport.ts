import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Transport, TransportListener } from './transport';
import { untilDrained } from './until-drained';

/** As much of what a process complained of as a message can hold. */
const MAX_COMPLAINT = 2_000;

/** A process as a transport: bytes go in at its stdin and come out at its stdout; its stderr says why it ended. */
export class ProcessTransport implements Transport {
  #listener: TransportListener | undefined;
  #complaint = '';
  #ended: { cause?: Error } | undefined;

  constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stdout.pause();
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      this.#complaint = (this.#complaint + text).slice(0, MAX_COMPLAINT);
    });
    // A process that ends while we write breaks the pipe; its end tells more.
    child.stdin.on('error', () => undefined);
    child.on('close', (code, signal) => this.#finish(code, signal));
  }

  start(listener: TransportListener): void {
    this.#listener = listener;
    this.child.stdout.on('data', (chunk: Buffer) => this.#listener?.received(chunk));
    if (this.#ended) this.#tell(this.#ended.cause);
    else this.child.stdout.resume();
  }

  send(bytes: Uint8Array): void {
    if (this.child.stdin.writable) this.child.stdin.write(bytes);
  }

  flushed(): Promise<void> {
    return untilDrained(this.child.stdin);
  }

  close(): void {
    this.#listener = undefined;
    this.child.stdin.destroy();
    this.child.kill('SIGKILL');
  }

  #finish(code: number | null, signal: NodeJS.Signals | null): void {
    const how = signal ?? `status ${code ?? 'unknown'}`;
    const said = this.#complaint.trim();
    const cause = code === 0 ? undefined : new Error(`it ended with ${how}${said === '' ? '' : `: ${said}`}`);
    this.#ended = cause === undefined ? {} : { cause };
    this.#tell(cause);
  }

  #tell(cause: Error | undefined): void {
    const listener = this.#listener;
    this.#listener = undefined;
    listener?.ended(cause);
  }
}
