import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inventQuestions } from '@virlab/discovery/testing';
import { type SearchedServer, startPlain, startWithFederation } from '../discovery/searched-server';
import type { Row } from '../row';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const UNIVERSITIES = 10_000;
const QUESTIONS = 1_000;
/** Of so many rounds the middle one counts, the first one warms both sides up. */
const ROUNDS = 5;

async function millisecondsOf({ search }: SearchedServer, typed: string): Promise<number> {
  const from = performance.now();
  const answer = await fetch(search + encodeURIComponent(typed));
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`status ${answer.status} for ${typed}`);
  return performance.now() - from;
}

function p99(times: number[]): number {
  times.sort((one, other) => one - other);
  return times[Math.floor(times.length * 0.99)] ?? Number.NaN;
}

/** Asks both one after the other, so that whatever else the machine does meets both alike. */
async function askBoth(ours: SearchedServer, plain: SearchedServer, questions: readonly string[]) {
  const times: { ours: number[]; plain: number[] } = { ours: [], plain: [] };
  for (const typed of questions) {
    times.ours.push(await millisecondsOf(ours, typed));
    times.plain.push(await millisecondsOf(plain, typed));
  }
  return { value: p99(times.ours), yardstick: p99(times.plain) };
}

/** Somebody who types the name of their university, a letter at a time, wrongly, or as a domain. */
export const discoverySearch: Row = {
  id: 'discovery.search_p99_ms',
  what: `search ${UNIVERSITIES} universities of a federation through the built server, questions of every kind: 99th percentile`,
  unit: 'ms',
  yardstick: 'a server that filters by includes, which knows no order and no misspelling',
  aim: null,
  most: 20,
  runs: 1,
  async measure() {
    execFileSync('npx', ['nx', 'build', 'server'], { cwd: ROOT, stdio: 'ignore' });
    const folder = mkdtempSync(path.join(tmpdir(), 'virlab-bench-'));
    try {
      const ours = await startWithFederation(folder, UNIVERSITIES);
      const plain = await startPlain(folder, ours.listed);
      try {
        const rounds: { value: number; yardstick: number }[] = [];
        for (let round = 0; round <= ROUNDS; round++) {
          const questions = inventQuestions(ours.listed, QUESTIONS, round + 1);
          const both = await askBoth(ours, plain, questions);
          if (round > 0) rounds.push(both);
        }
        rounds.sort((one, other) => one.value - other.value);
        return rounds[Math.floor(ROUNDS / 2)] ?? { value: Number.NaN, yardstick: Number.NaN };
      } finally {
        await Promise.all([ours.server.stop(), plain.server.stop()]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
