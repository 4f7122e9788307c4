import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@virlab/testbed';
import { builtEngine } from '../policy/built-engine';
import { startWatched, type WatchedServer } from '../sign-ins/watched-server';
import { attributesOf, fillDatabase, labOf, policyOf } from './known-university';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const PEOPLE = 50_000;
const READ_EVERY_MS = 10;
const QUIET_READS = 300;
const SETTLE_MS = 3_000;

/** One dry run of a large university, and what it is held against. */
export interface MeasuredDryRun {
  seconds: number;
  firstSeconds: number;
  megabytes: number;
  /** Milliseconds of an API read at the 99th percentile, meanwhile and before. */
  p99: { during: number; before: number };
  /** The same decisions in a bare loop. */
  loopSeconds: number;
  /** Both policies read and compiled. */
  compileSeconds: number;
  /** What is kept of people, as text. */
  textMegabytes: number;
}

let measured: Promise<MeasuredDryRun> | undefined;

/** Measured once: the four rows tell of the same dry run. */
export function measureDryRun(): Promise<MeasuredDryRun> {
  return (measured ??= measure());
}

async function measure(): Promise<MeasuredDryRun> {
  execFileSync('npx', ['nx', 'build', 'server'], { cwd: ROOT, stdio: 'ignore' });
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-bench-'));
  try {
    writeFileSync(path.join(folder, 'lab.yaml'), labOf());
    const port = await freePort();
    await (await start(folder, port, { VIRLAB_APPLY: path.join(folder, 'lab.yaml') })).stop();
    const { cookie } = fillDatabase(path.join(folder, 'virlab.sqlite'), PEOPLE);
    const server = await start(folder, port, {});
    try {
      await pause(SETTLE_MS);
      const origin = `http://127.0.0.1:${port}`;
      const before = await reads(origin, cookie, QUIET_READS);
      const run = await dryRun(server, origin, cookie);
      return { ...run, p99: { during: run.p99, before }, ...(await bareLoop()) };
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function start(folder: string, port: number, more: Record<string, string>): Promise<WatchedServer> {
  const environment = {
    VIRLAB_PUBLIC_URL: `http://127.0.0.1:${port}`,
    VIRLAB_LISTEN: `127.0.0.1:${port}`,
    VIRLAB_DATA_DIR: folder,
    VIRLAB_DATABASE_URL: `sqlite:${path.join(folder, 'virlab.sqlite')}`,
    VIRLAB_LOG_LEVEL: 'warn',
    ...more,
  };
  return startWatched(path.join(ROOT, 'dist/apps/server/main.js'), environment, 'virlab ready');
}

async function dryRun({ pid }: WatchedServer, origin: string, cookie: string) {
  const quiet = residentMegabytes(pid);
  let most = quiet;
  const watch = setInterval(() => (most = Math.max(most, residentMegabytes(pid))), 50);
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1_000;
  const asked = await fetch(`${origin}/api/policy/dry-runs`, {
    method: 'POST',
    headers: { cookie, origin, 'content-type': 'application/json' },
    body: '{"of":1}',
  });
  const { id } = (await asked.json()) as { id?: string };
  if (!id) throw new Error(`the dry run was refused with ${asked.status}`);
  const end = new AbortController();
  const reading = reads(origin, cookie, Infinity, end.signal);
  let firstSeconds = 0;
  let last: { state: string; done: number; figures: Record<string, number> } | undefined;
  const stream = await fetch(`${origin}/api/policy/dry-runs/${id}/events`, { headers: { cookie } });
  for await (const message of messagesOf(stream)) {
    last = message as typeof last;
    if (firstSeconds === 0 && (last?.done ?? 0) > 0) firstSeconds = seconds();
  }
  const took = seconds();
  end.abort();
  clearInterval(watch);
  if (last?.state !== 'done' || last.done !== PEOPLE) throw new Error(`ended as ${JSON.stringify(last)}`);
  return { seconds: took, firstSeconds, megabytes: most - quiet, p99: await reading };
}

async function* messagesOf(stream: Response): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream.body ?? []) {
    const parts = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.startsWith('data: ')) yield JSON.parse(part.slice('data: '.length));
  }
}

/** Milliseconds at the 99th percentile of so many reads one after the other, or of those until the signal. */
async function reads(origin: string, cookie: string, most: number, signal?: AbortSignal): Promise<number> {
  const times: number[] = [];
  while (times.length < most && !signal?.aborted) {
    const from = performance.now();
    await (await fetch(`${origin}/api/session`, { headers: { cookie } })).text();
    times.push(performance.now() - from);
    await pause(READ_EVERY_MS);
  }
  times.sort((a, b) => a - b);
  return times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN;
}

function residentMegabytes(pid: number): number {
  const [, kibibytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) / 1024;
}

/** Everybody under both policies, in a loop that does nothing else. */
async function bareLoop(): Promise<Pick<MeasuredDryRun, 'loopSeconds' | 'compileSeconds' | 'textMegabytes'>> {
  const { compareDecisions, compilePolicy, decide } = await builtEngine();
  const began = performance.now();
  const [before, after] = [compilePolicy(policyOf(false)), compilePolicy(policyOf(true))];
  const compileSeconds = (performance.now() - began) / 1_000;
  if (!before.ok || !after.ok) throw new Error('the policies of the bench have faults');
  const now = new Date();
  let loopMs = 0;
  let characters = 0;
  for (let person = 0; person < PEOPLE; person += 1) {
    const attributes = attributesOf(person);
    characters += JSON.stringify(attributes).length;
    const input = { idp: { entityId: 'https://idp.example/idp' }, attributes };
    const from = performance.now();
    compareDecisions(decide(before.table, input, now), decide(after.table, input, now));
    loopMs += performance.now() - from;
  }
  return { loopSeconds: loopMs / 1_000, compileSeconds, textMegabytes: characters / 1024 / 1024 };
}
