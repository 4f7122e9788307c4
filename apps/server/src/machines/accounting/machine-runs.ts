import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import { Clock } from '../../platform/index';
import { MachineRunEntity } from './machine-run.entity';

/** How many ids one query may name. */
const IDS_A_QUERY = 500;

/** What machine time is added up by. */
export type RunsBy = 'class' | 'pool' | 'person';

/** Machine time of one class, pool or person. */
export interface RunSum {
  /** Its id; null for what belongs to none. */
  ref: string | null;
  /** How many runs touch the span, of how many machines. */
  runs: number;
  machines: number;
  /** Time on within the span, and the same weighed by memory (MiB) and virtual processors; milliseconds. */
  milliseconds: number;
  memoryMiBMilliseconds: number;
  vcpuMilliseconds: number;
}

const COLUMN = { class: 'classId', pool: 'poolId', person: 'ownerId' } as const;

/** Reads when machines were on, and notes that they still are. */
@Injectable()
export class MachineRuns {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** These machines of a host were seen on just now. */
  async seen(hostId: string, machineIds: readonly string[]): Promise<void> {
    const seenAt = this.clock.now();
    for (let from = 0; from < machineIds.length; from += IDS_A_QUERY) {
      const machineId = In(machineIds.slice(from, from + IDS_A_QUERY));
      await this.rows.update({ hostId, machineId, endedAt: IsNull() }, { seenAt });
    }
  }

  /**
   * Machine time in a span, by class, pool or person; the most first. A run that goes on counts up to when it was last
   * seen on.
   *
   * @param classIds - only these classes; every run when left out
   */
  async sums(span: { from: Date; to: Date }, by: RunsBy, classIds?: readonly string[]): Promise<RunSum[]> {
    if (classIds?.length === 0) return [];
    const [from, to] = [span.from.getTime(), span.to.getTime()];
    const time =
      '((CASE WHEN run.seenAt < :to THEN run.seenAt ELSE :to END) - (CASE WHEN run.startedAt > :from THEN run.startedAt ELSE :from END))';
    const query = this.rows
      .createQueryBuilder('run')
      .select(`run.${COLUMN[by]}`, 'ref')
      .addSelect('COUNT(*)', 'runs')
      .addSelect('COUNT(DISTINCT run.machineId)', 'machines')
      .addSelect(`SUM(${time})`, 'milliseconds')
      .addSelect(`SUM(${time} * run.memoryMiB)`, 'memory')
      .addSelect(`SUM(${time} * run.vcpus)`, 'vcpus')
      .where('run.startedAt < :to AND run.seenAt > :from', { from, to })
      .groupBy(`run.${COLUMN[by]}`)
      .orderBy('milliseconds', 'DESC');
    if (classIds) query.andWhere('run.classId IN (:...classIds)', { classIds });
    type Raw = Record<'runs' | 'machines' | 'milliseconds' | 'memory' | 'vcpus', number | string> & {
      ref: string | null;
    };
    return (await query.getRawMany<Raw>()).map((raw) => ({
      ref: raw.ref,
      runs: Number(raw.runs),
      machines: Number(raw.machines),
      milliseconds: Number(raw.milliseconds),
      memoryMiBMilliseconds: Number(raw.memory),
      vcpuMilliseconds: Number(raw.vcpus),
    }));
  }

  private get rows() {
    return this.source.getRepository(MachineRunEntity);
  }
}
