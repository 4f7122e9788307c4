import { Duplex } from 'node:stream';
import type { ByteStream, LibvirtConnection } from 'node-libvirt';

/** What of a console's text is kept for who opens it next: some screens. */
const KEPT_BYTES = 32 * 1_024;
/** Waiting for a viewer that is slower than the machine; beyond it text is left out, and the viewer is told. */
const MOST_WAITING_BYTES = 256 * 1_024;

/** The console of one activation, as long as somebody listens, and what it said last. */
interface Console {
  activation: number;
  stream: ByteStream;
  viewer: Duplex | null;
  said: Buffer;
  /** What the viewer was not given, because it takes more slowly than the machine speaks. */
  left: number;
}

/**
 * The text consoles of a host's machines. libvirt gives a console's text to whoever reads it first, so each is opened
 * once, here, and what it says is kept: for hearing that a guest is ready, and for who opens it again.
 */
export class TextConsoles {
  private readonly open = new Map<string, Promise<Console>>();

  /**
   * Listens to a machine's console, and goes on until it ends.
   *
   * @throws LibvirtError when the machine is off
   */
  async listen(connection: LibvirtConnection, machineId: string, activation: number): Promise<void> {
    await this.of(connection, machineId, activation);
  }

  /** What the console of an activation said so far, its last 32 KiB; null when nobody listened. */
  async said(machineId: string, activation: number): Promise<string | null> {
    const console = await this.open.get(machineId)?.catch(() => null);
    return console?.activation === activation ? console.said.toString('latin1') : null;
  }

  /** The console as a stream. It begins with what was said before; whoever had it is cut off. */
  async view(connection: LibvirtConnection, machineId: string, activation: number): Promise<Duplex> {
    const console = await this.of(connection, machineId, activation);
    console.viewer?.destroy();
    const viewer = viewerOf(console.stream, () => {
      if (console.viewer === viewer) console.viewer = null;
    });
    console.viewer = viewer;
    console.left = 0;
    if (console.said.length > 0) viewer.push(withoutQuestions(console.said));
    return viewer;
  }

  /** Stops listening to a machine that is off, or gone. */
  async forget(machineId: string): Promise<void> {
    const console = await this.open.get(machineId)?.catch(() => null);
    this.open.delete(machineId);
    console?.stream.abort();
    console?.viewer?.destroy();
  }

  /** Stops listening to all. */
  async close(): Promise<void> {
    await Promise.all([...this.open.keys()].map((machineId) => this.forget(machineId)));
  }

  private async of(connection: LibvirtConnection, machineId: string, activation: number): Promise<Console> {
    const found = this.open.get(machineId);
    if (found && (await found.catch(() => null))?.activation === activation) return found;
    if (found) await this.forget(machineId);
    const opening = this.open.get(machineId) ?? this.connect(connection, machineId, activation);
    this.open.set(machineId, opening);
    const forget = () => {
      if (this.open.get(machineId) === opening) this.open.delete(machineId);
    };
    opening.then(({ stream }) => void stream.closed.then(forget, forget), forget);
    return opening;
  }

  private async connect(
    connection: LibvirtConnection,
    machineId: string,
    activation: number,
  ): Promise<Console> {
    const stream = await connection.domains.openConsole({ uuid: machineId });
    const console: Console = { activation, stream, viewer: null, said: Buffer.alloc(0), left: 0 };
    stream.onData((bytes) => {
      // A copy: the bytes lie in a buffer of the connection's, which would stay with them.
      console.said = Buffer.from(Buffer.concat([console.said, bytes]).subarray(-KEPT_BYTES));
      if (console.viewer) console.left = give(console.viewer, bytes, console.left);
    });
    const end = () => {
      console.viewer?.push(null);
      console.viewer = null;
    };
    stream.closed.then(end, end);
    return console;
  }
}

/** What a program asks its terminal: where the cursor is, what it is, which colours it has (ECMA-48, xterm's ctlseqs). */
const QUESTIONS = /\u001b\[[?>=]?[\d;]*[cnx]|\u001b\[\?[\d;]*\$p|\u001b\][\d;]*\?(?:\u0007|\u001b\\)/g;

/** Text that is shown again, from the first whole line: a terminal would answer the questions in it once more. */
function withoutQuestions(said: Buffer): Buffer {
  const text = said.toString('latin1');
  const from = said.length < KEPT_BYTES ? 0 : text.indexOf('\n') + 1;
  return Buffer.from(text.slice(from).replace(QUESTIONS, ''), 'latin1');
}

/** What a viewer types goes to the console; leaving does not end that. */
function viewerOf(stream: ByteStream, left: () => void): Duplex {
  return new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _, done) => {
      stream.write(chunk);
      void stream.flushed().then(() => done(), done);
    },
    destroy: (error, done) => {
      left();
      done(error);
    },
  });
}

/**
 * The line of a daemon carries all consoles, and a guest that writes is not held up by who looks at it: so none is kept waiting,
 * and a slow viewer misses text instead. How much is told where it takes up again.
 *
 * @param left - bytes that this viewer was not given just before
 * @returns the same after these bytes
 */
export function give(viewer: Duplex, bytes: Buffer, left: number): number {
  if (viewer.destroyed) return 0;
  // Once it is behind it catches up first: else it would be given a line here and a line there.
  if (viewer.readableLength > (left > 0 ? 0 : MOST_WAITING_BYTES)) return left + bytes.length;
  if (left > 0) viewer.push(Buffer.from(`\r\n[... ${left} bytes left out ...]\r\n`, 'latin1'));
  viewer.push(Buffer.from(bytes));
  return 0;
}
