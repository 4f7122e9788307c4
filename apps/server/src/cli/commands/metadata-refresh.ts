import { Federations, RefreshFederation, type RefreshReport } from '../../federation/index';
import type { Command } from '../command';
import { inLab, type Lab } from '../open-lab';
import { readArgs } from '../read-args';

/** Looks for new metadata of federations, now. */
export const metadataRefresh: Command = {
  name: 'metadata refresh',
  summary: 'fetch and verify the metadata of federations now',
  usage: `Usage: virlab metadata refresh [--federation NAME]

Fetches the metadata of every federation that is switched on, or of the one named, verifies it and puts it to use; a
server on the same data directory takes it up within seconds. What cannot be used is told and changes nothing: ends
with 1 then.

  --federation NAME  only this one, also when it is switched off`,
  async run(args, { settings, out, err }) {
    const { values } = readArgs(args, { federation: { type: 'string' } });
    const reports = await inLab(settings(), (lab) => refreshAll(lab, values.federation));
    if (reports.length === 0) out('nothing to do: no federation is switched on');
    for (const report of reports) {
      if (report.fault) err(`${report.federationId}: ${report.fault.code}: ${report.fault.detail}`);
      else for (const line of lines(report)) out(line);
    }
    return reports.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  },
};

async function refreshAll(lab: Lab, only: string | undefined): Promise<RefreshReport[]> {
  const all = await lab.get(Federations).list();
  const ids = only === undefined ? all.filter(({ enabled }) => enabled).map(({ id }) => id) : [only];
  const reports: RefreshReport[] = [];
  for (const id of ids) reports.push(await lab.get(RefreshFederation).run(id));
  return reports;
}

function lines({ federationId, outcome, ...report }: RefreshReport): string[] {
  const { providerCount, entityCount, refusedCount, refused, validUntil } = report;
  const end = validUntil ? `, valid until ${validUntil.toISOString()}` : '';
  return [
    `${federationId}: ${outcome}, ${providerCount} identity provider(s) of ${entityCount} entities${end}`,
    ...refused.slice(0, 20).map(({ entityId, code }) => `  not used: ${entityId ?? '?'}: ${code}`),
    ...(refusedCount > 20 ? [`  and ${refusedCount - 20} more`] : []),
  ];
}
