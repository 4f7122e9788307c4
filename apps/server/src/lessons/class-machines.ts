import { Injectable } from '@nestjs/common';
import { Entitlements } from '../entitlements/index';
import { type HostEntity, Hosts } from '../hypervisors/index';
import { Users } from '../identity/index';
import { type ListedMachine, Machines, presentState, UsualStart } from '../machines/index';
import { type FullPool, Pools } from '../pools/index';
import type { LearnerReadiness } from './judge-readiness';

/** A learner of a class with the machine that counts. */
export interface ClassLearner extends LearnerReadiness {
  person: { id: string; displayName: string };
  row: ListedMachine | null;
}

/** The learners of a class with their machines, and where these may run. */
export interface ClassMachines {
  learners: ClassLearner[];
  pools: FullPool[];
  hosts: HostEntity[];
  /** How long a start of these pools usually takes, the slowest one; null before there was one. */
  usualSeconds: number | null;
}

/** Reads how the machines of a class stand, in a few queries for hundreds of them. */
@Injectable()
export class ReadClassMachines {
  constructor(
    private readonly users: Users,
    private readonly entitlements: Entitlements,
    private readonly pools: Pools,
    private readonly hosts: Hosts,
    private readonly machines: Machines,
    private readonly usualStart: UsualStart,
  ) {}

  async run(classId: string, learnerIds: readonly string[]): Promise<ClassMachines> {
    const ids = (await this.pools.all()).filter((pool) => pool.classId === classId).map(({ id }) => id);
    const pools = [...(await this.pools.withTemplate(ids)).values()];
    const hosts = await this.hosts.all();
    const healthOf = new Map(hosts.map(({ id, health }) => [id, health]));
    const usual = new Map<string, number | null>();
    const entitled = new Set<string>();
    for (const { id } of pools) {
      usual.set(id, await this.usualStart.seconds(id));
      for (const userId of await this.entitlements.usersOfPool(id)) entitled.add(`${userId} ${id}`);
    }
    const machineOf = new Map<string, ListedMachine>();
    for (const row of await this.machines.ofClass(classId)) {
      const { ownerId } = row;
      // Of several machines the one that is on counts, else the first.
      const other = ownerId === null ? undefined : machineOf.get(ownerId);
      if (ownerId !== null && (!other || (isAtRest(other) && !isAtRest(row)))) machineOf.set(ownerId, row);
    }
    const people = await this.users.byIds(learnerIds);
    const learners = people
      .map(({ id, displayName, lastSignInAt }): ClassLearner => {
        const row = machineOf.get(id) ?? null;
        return {
          ...{ person: { id, displayName }, row, hasSignedIn: lastSignInAt !== null },
          machine: row && {
            ...{ id: row.id, stages: row.stages, wantedAt: row.wantedAt, waitsFor: row.waitsFor },
            ...{ state: presentState(row, healthOf.get(row.hostId) ?? 'silent'), since: row.stateSince },
            ...{ failureCode: row.failureCode, isEntitled: entitled.has(`${id} ${row.poolId}`) },
            usualSeconds: usual.get(row.poolId) ?? null,
          },
        };
      })
      .toSorted((a, b) => a.person.displayName.localeCompare(b.person.displayName));
    const known = [...usual.values()].filter((seconds) => seconds !== null);
    return { learners, pools, hosts, usualSeconds: known.length === 0 ? null : Math.max(...known) };
  }
}

function isAtRest({ wanted, observed }: ListedMachine): boolean {
  return wanted === 'stopped' && ['absent', 'stopped', 'crashed'].includes(observed);
}
