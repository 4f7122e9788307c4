import { loadavg } from 'node:os';
import type { Row, RowResult } from './row';

/** How often each row is measured; the median of the ratios counts, so that one hiccup does not. */
const RUNS = 5;

export async function runRow(row: Row): Promise<RowResult> {
  const load = loadavg()[0] ?? 0;
  // The first run warms both sides up and does not count.
  await row.measure();
  const runs: { value: number; yardstick: number }[] = [];
  const times = row.runs ?? RUNS;
  for (let run = 0; run < times; run += 1) runs.push(await row.measure());
  const byRatio = runs.sort((a, b) => a.value / a.yardstick - b.value / b.yardstick);
  const middle = byRatio[Math.floor(times / 2)] ?? { value: Number.NaN, yardstick: Number.NaN };
  const ratio = middle.value / middle.yardstick;
  return {
    id: row.id,
    value: middle.value,
    unit: row.unit,
    yardstick: { name: row.yardstick, value: middle.yardstick },
    ratio,
    aim: row.aim,
    ...(row.most === undefined ? {} : { most: row.most }),
    ...(row.least === undefined ? {} : { least: row.least }),
    met: isMet(row, middle.value, ratio),
    runs: times,
    load,
  };
}

/** Null where nothing is aimed at. */
function isMet({ aim, most, least }: Row, value: number, ratio: number): boolean | null {
  if (aim === null && most === undefined && least === undefined) return null;
  return (
    (aim === null || ratio <= aim) &&
    (most === undefined || value <= most) &&
    (least === undefined || value >= least)
  );
}

/** Times `work`, run `times` times in a row: milliseconds for one. */
export async function millisecondsEach(times: number, work: () => unknown): Promise<number> {
  const from = performance.now();
  for (let time = 0; time < times; time += 1) await work();
  return (performance.now() - from) / times;
}

/**
 * Runs `work` so often a second of one core: by the time that the process computed and not by the clock, so that other
 * programs on the machine do not count. What the engine's own helper threads compute counts too.
 */
export async function timesPerCoreSecond(times: number, work: (time: number) => unknown): Promise<number> {
  const from = process.cpuUsage();
  for (let time = 0; time < times; time += 1) {
    const done = work(time);
    if (done instanceof Promise) await done;
  }
  const { user, system } = process.cpuUsage(from);
  return (times / (user + system)) * 1e6;
}
