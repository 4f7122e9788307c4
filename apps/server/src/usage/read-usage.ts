import {
  LONGEST_USAGE_DAYS,
  type Usage,
  type UsageBy,
  type UsageQuery,
  type UsageRow,
} from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../audit/index';
import { Classes } from '../classes/index';
import { actorOf, Users } from '../identity/index';
import { MachineRuns, type RunSum } from '../machines/index';
import { VirlabError, type Viewer } from '../platform/index';
import { Pools } from '../pools/index';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MIB_A_GIB = 1024;

/**
 * Machine hours of a span, for who operates the place, and of their own classes for who teaches. Each look is audited:
 * it tells how much individual people have worked.
 */
@Injectable()
export class ReadUsage {
  constructor(
    private readonly runs: MachineRuns,
    private readonly classes: Classes,
    private readonly pools: Pools,
    private readonly users: Users,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws VirlabError `not-allowed`, `bad-request` */
  async run({ from, to, by }: UsageQuery, viewer: Viewer, form: 'page' | 'csv' = 'page'): Promise<Usage> {
    const isOperator = viewer.abilities.includes('usage.read');
    if (!isOperator && viewer.teaches.length === 0) throw new VirlabError('not-allowed', { detail: 'usage' });
    const span = { from: new Date(from), to: new Date(to) };
    requireSpan(span);
    const sums = await this.runs.sums(span, by, isOperator ? undefined : viewer.teaches);
    const titles = await this.titlesOf(
      by,
      sums.flatMap(({ ref }) => ref ?? []),
    );
    const of = isOperator ? 'all' : 'own-classes';
    await this.audit.record({
      kind: 'usage.viewed',
      ...actorOf(viewer),
      facts: { from, to, by, of, form },
    });
    const rows = sums.map((sum) => present(sum, titles));
    return { from, to, by, of, total: totalOf(sums), rows };
  }

  private async titlesOf(by: UsageBy, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (by === 'class') {
      const found = await this.classes.byIds(ids);
      return new Map([...found].map(([id, { code, title }]) => [id, `${code} ${title}`.trim()]));
    }
    if (by === 'pool') return new Map((await this.pools.all()).map(({ id, title }) => [id, title]));
    const people = await this.users.byIds([...ids]);
    return new Map(people.map(({ id, displayName }) => [id, displayName]));
  }
}

function requireSpan({ from, to }: { from: Date; to: Date }): void {
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  if (days > 0 && days <= LONGEST_USAGE_DAYS) return;
  throw new VirlabError('bad-request', {
    publicDetail: `from ${from.toISOString()} to ${to.toISOString()} is not between 0 and ${LONGEST_USAGE_DAYS} days`,
  });
}

function present(sum: RunSum, titles: ReadonlyMap<string, string>): UsageRow {
  const { ref, runs, machines } = sum;
  return { ref, title: ref === null ? null : (titles.get(ref) ?? null), runs, machines, ...hoursOf([sum]) };
}

function totalOf(sums: readonly RunSum[]): Usage['total'] {
  return { runs: sums.reduce((all, { runs }) => all + runs, 0), ...hoursOf(sums) };
}

function hoursOf(sums: readonly RunSum[]): Pick<UsageRow, 'machineHours' | 'memoryGiBHours' | 'vcpuHours'> {
  const sumOf = (pick: (sum: RunSum) => number) => sums.reduce((all, sum) => all + pick(sum), 0);
  return {
    machineHours: round(sumOf(({ milliseconds }) => milliseconds) / HOUR_MS),
    memoryGiBHours: round(sumOf((sum) => sum.memoryMiBMilliseconds) / HOUR_MS / MIB_A_GIB),
    vcpuHours: round(sumOf((sum) => sum.vcpuMilliseconds) / HOUR_MS),
  };
}

/** To a thousandth of an hour: 3.6 s. */
function round(hours: number): number {
  return Math.round(hours * 1000) / 1000;
}
