import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** How long the loop of a server stood still, in milliseconds. */
export interface LoopPauses {
  longestMs: number;
  p99Ms: number;
}

/** A server of its own process whose event loop is watched from inside. */
export interface WatchedServer {
  /** Its process. */
  pid: number;
  /** From now on pauses count. */
  begin(): Promise<void>;
  /** What counted since `begin`. */
  read(): Promise<LoopPauses>;
  stop(): Promise<void>;
}

const PROBE = path.join(import.meta.dirname, 'loop-probe.mjs');
const START_MS = 60_000;

/**
 * Starts `script` and waits for a line of it that begins with `ready`.
 *
 * @throws Error with what it said when it ends before
 */
export async function startWatched(
  script: string,
  environment: Record<string, string>,
  ready: string,
): Promise<WatchedServer> {
  const child = spawn(process.execPath, ['--import', PROBE, script], {
    env: { NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${script} is not ready: ${said.join('')}`)), START_MS);
    child.once('exit', (status) => reject(new Error(`${script} ended with ${status}: ${said.join('')}`)));
    if (!child.stdout) return reject(new Error('no output to read'));
    createInterface(child.stdout).on('line', (line) => {
      said.push(`${line}\n`);
      if (!line.startsWith(ready)) return;
      clearTimeout(late);
      resolve();
    });
  });
  return {
    pid: child.pid ?? 0,
    begin: async () => void (await ask(child, 'begin')),
    read: async () => (await ask(child, 'read')) as LoopPauses,
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function ask(child: ChildProcess, what: string): Promise<unknown> {
  const answer = once(child, 'message');
  child.send(what);
  const [message] = (await answer) as unknown[];
  return message;
}
