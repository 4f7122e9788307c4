import { writeFileSync } from 'node:fs';
import type { RowResult } from './row';
import { rows } from './rows';
import { runRow } from './run-row';

/** Measures the wanted rows one after the other and prints the table. Answers whether every aim was met. */
export async function bench({ only, json }: { only: string[]; json: string | undefined }): Promise<boolean> {
  const unknown = only.filter((id) => !rows.some((row) => row.id === id));
  if (unknown.length > 0) {
    throw new Error(
      `no row is called ${unknown.join(', ')}; there are ${rows.map(({ id }) => id).join(', ')}`,
    );
  }
  const results: RowResult[] = [];
  for (const row of rows) {
    if (only.length > 0 && !only.includes(row.id)) continue;
    const whyNot = (await row.whyNot?.()) ?? null;
    if (whyNot !== null) {
      process.stdout.write(`${row.id.padEnd(26)} not measured here: ${whyNot}\n`);
      continue;
    }
    const result = await runRow(row);
    results.push(result);
    process.stdout.write(`${line(result)}\n    ${row.what}; beside: ${row.yardstick}\n`);
  }
  if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
  return results.every(({ met }) => met !== false);
}

function line({ id, value, unit, yardstick, ratio, aim, most, least, met, load }: RowResult): string {
  const figures = `${value.toFixed(3)} ${unit} / ${yardstick.value.toFixed(3)} ${unit} = ${ratio.toFixed(2)}`;
  const aims = [
    ...(aim === null ? [] : [`at most ${aim}`]),
    ...(most === undefined ? [] : [`at most ${most} ${unit}`]),
    ...(least === undefined ? [] : [`at least ${least} ${unit}`]),
  ];
  const verdict = met === null ? 'no aim' : `${met ? 'met' : 'MISSED'}, ${aims.join(' and ')}`;
  return `${id.padEnd(26)} ${figures.padEnd(40)} ${verdict} (load ${load.toFixed(2)})`;
}
