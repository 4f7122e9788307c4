import { existsSync } from 'node:fs';
import { engineOf, openDataSource, schemaDrift } from '../../database/index';
import { entities } from '../../entities';
import type { Finding } from './finding';

/** Looks whether the database answers and has the schema that this version needs. Changes nothing. */
export async function checkDatabase(url: string): Promise<{ findings: Finding[]; isUpToDate: boolean }> {
  const what = 'database';
  const engine = engineOf(url);
  if (engine === 'sqlite' && !existsSync(url.slice('sqlite:'.length))) {
    const detail = `${url.slice('sqlite:'.length)} does not exist; virlab migrate makes it`;
    return { findings: [{ state: 'note', what, detail }], isUpToDate: false };
  }
  try {
    const source = await openDataSource(url, entities);
    try {
      const isPending = await source.showMigrations();
      const drift = isPending ? [] : await schemaDrift(source);
      const findings: Finding[] = [{ state: 'ok', what, detail: `${engine} answers` }];
      if (isPending) findings.push({ state: 'bad', what: 'schema', detail: 'is behind; run virlab migrate' });
      else if (drift.length > 0) {
        findings.push({ state: 'bad', what: 'schema', detail: `was changed by hand: ${drift.join('; ')}` });
      } else findings.push({ state: 'ok', what: 'schema', detail: 'up to date' });
      return { findings, isUpToDate: !isPending };
    } finally {
      await source.destroy();
    }
  } catch (error) {
    return {
      findings: [{ state: 'bad', what, detail: `${engine}: ${(error as Error).message}` }],
      isUpToDate: false,
    };
  }
}
