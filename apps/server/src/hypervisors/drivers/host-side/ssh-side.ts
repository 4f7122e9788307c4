import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { type SshAddress, shellWord, sshArguments } from 'node-libvirt';
import type { FileRoom, HostSide } from './host-side';

const run = promisify(execFile);
/** A host that takes longer to say something of a file says nothing. */
const DEADLINE_MS = 10_000;
/** sshd takes ten sessions on one connection, unless told otherwise (sshd_config(5), MaxSessions). */
const AT_ONCE = 6;
/** A connection that nobody used for so long is closed by ssh itself, also when we were killed. */
const KEPT_SECONDS = 30;
/** A host that says nothing for three such times is gone: who looks at a screen is told, instead of seeing it stand still. */
const ALIVE_SECONDS = 5;

/**
 * The host is another computer, reached by ssh as whoever the daemon is reached as. Short questions share one connection;
 * each display has one of its own. At the far end it takes a POSIX shell, GNU's `head` and `stat`, and `nc`.
 */
export class SshSide implements HostSide {
  readonly sockets = 'elsewhere';
  private control: Promise<string> | undefined;
  private busy = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly address: SshAddress) {}

  async readStart(file: string, bytes: number): Promise<Buffer | null> {
    return this.ask(`head -c ${bytes} -- ${shellWord(file)}`, bytes);
  }

  async roomOf(directory: string): Promise<FileRoom | null> {
    const said = await this.ask(`stat -f -c '%S %b %a %c %d' -- ${shellWord(directory)}`, 200);
    const [blockBytes, blocks, free, files, freeFiles] = (said?.toString() ?? '')
      .trim()
      .split(' ')
      .map(Number);
    return blockBytes && blocks !== undefined && free !== undefined
      ? {
          totalBytes: blocks * blockBytes,
          freeBytes: free * blockBytes,
          files: files ?? 0,
          freeFiles: freeFiles ?? 0,
        }
      : null;
  }

  async removeFiles(directory: string, stem: string, ends: readonly string[]): Promise<void> {
    const start = shellWord(path.join(directory, stem));
    await this.ask(`rm -f -- ${ends.map((end) => `${start}*${shellWord(end)}`).join(' ')}`, 200);
  }

  async connect(socketPath: string, use: 'glance' | 'screen'): Promise<Duplex> {
    const options = use === 'glance' ? await this.shared() : ['ControlPath=none'];
    const child = spawn('ssh', this.arguments(`exec nc -U ${shellWord(socketPath)}`, options), {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const stream = Duplex.from({ writable: child.stdin, readable: child.stdout });
    // An ssh that cannot be started says so before anybody can listen.
    stream.on('error', () => undefined);
    child.once('error', (error) => stream.destroy(error));
    // What was said before the end is still to be read.
    child.once('close', () => {
      if (stream.readableEnded) stream.destroy();
      else stream.once('end', () => stream.destroy());
    });
    stream.once('close', () => child.kill());
    return stream;
  }

  async close(): Promise<void> {
    if (!this.control) return;
    const folder = await this.control;
    await run('ssh', ['-O', 'exit', '-S', path.join(folder, 'c'), this.address.host]).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }

  /** What a command at the far end says; null when it fails, or the host cannot be reached. */
  private async ask(command: string, maxBytes: number): Promise<Buffer | null> {
    while (this.busy >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.busy += 1;
    try {
      const { stdout } = await run('ssh', this.arguments(command, await this.shared()), {
        encoding: 'buffer',
        maxBuffer: maxBytes + 1,
        timeout: DEADLINE_MS,
        killSignal: 'SIGKILL',
      });
      return stdout;
    } catch {
      return null;
    } finally {
      this.busy -= 1;
      this.waiting.shift()?.();
    }
  }

  /** ssh's options for the connection that short questions share. */
  private async shared(): Promise<string[]> {
    this.control ??= mkdtemp(path.join(tmpdir(), 'virlab-ssh-'));
    return [
      'ControlMaster=auto',
      `ControlPath=${path.join(await this.control, 'c')}`,
      `ControlPersist=${KEPT_SECONDS}`,
    ];
  }

  private arguments(remoteCommand: string, options: readonly string[]): string[] {
    const ours = [
      `ConnectTimeout=${DEADLINE_MS / 1_000}`,
      `ServerAliveInterval=${ALIVE_SECONDS}`,
      ...options,
    ];
    return sshArguments(
      { ...this.address, remoteCommand },
      ours.flatMap((option) => ['-o', option]),
    );
  }
}
