import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MachineRepository } from '../machine.repository';

/** Counts the machines that stand on each version of the templates. */
@Injectable()
export class VersionCounts {
  constructor(private readonly rows: MachineRepository) {}

  /** By template, then by version; what is not there has none. */
  async all(manager?: EntityManager): Promise<Map<string, Map<number, number>>> {
    const counts = new Map<string, Map<number, number>>();
    for (const { templateId, version, machines } of await this.rows.countByVersion(manager)) {
      counts.set(templateId, (counts.get(templateId) ?? new Map<number, number>()).set(version, machines));
    }
    return counts;
  }

  /** How many machines each pool has, and how many of them are on. */
  byPool(): Promise<Map<string, { known: number; on: number }>> {
    return this.rows.countByPool();
  }
}
