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
/** Asked before anything counts, so that both sides are as warm as on any day. */
const WARM_UP = 200;

/** Asks one question after the other; milliseconds that 99 of 100 answers took at most. */
async function p99({ search }: SearchedServer, questions: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (const typed of questions) {
    const from = performance.now();
    const answer = await fetch(search + encodeURIComponent(typed));
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`status ${answer.status} for ${typed}`);
    times.push(performance.now() - from);
  }
  const counted = times.slice(WARM_UP).sort((one, other) => one - other);
  return counted[Math.floor(counted.length * 0.99)] ?? Number.NaN;
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
        const questions = inventQuestions(ours.listed, WARM_UP + QUESTIONS);
        return { value: await p99(ours, questions), yardstick: await p99(plain, questions) };
      } finally {
        await Promise.all([ours.server.stop(), plain.server.stop()]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
