import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one process needed. */
export interface Need {
  seconds: number;
  /** The most memory it had at a time (VmHWM of proc(5)), in MB. */
  megabytes: number;
}

const LOOK_EVERY_MS = 20;

/** Runs a program to its end, in our own environment or the one given, and watches what it needs. Throws with what it said when it fails. */
export async function runWatched(
  program: string,
  args: readonly string[],
  environment?: Record<string, string>,
): Promise<Need> {
  const from = performance.now();
  const child = spawn(program, args, {
    ...(environment ? { env: environment } : {}),
    stdio: 'pipe',
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2000)));
  }
  let megabytes = 0;
  const look = () => (megabytes = Math.max(megabytes, peakOf(child.pid)));
  const timer = setInterval(look, LOOK_EVERY_MS);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('exit', resolve);
    });
    if (code !== 0) throw new Error(`${program} ended with ${code ?? 'a signal'}: ${said}`);
  } finally {
    clearInterval(timer);
  }
  return { seconds: (performance.now() - from) / 1000, megabytes };
}

function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
    return (Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024) / 1e6;
  } catch {
    return 0;
  }
}
