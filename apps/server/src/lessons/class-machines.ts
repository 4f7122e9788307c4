import { Injectable } from '@nestjs/common';
import { Entitlements } from '../entitlements/index';
import { type HostEntity, Hosts } from '../hypervisors/index';
import { Users } from '../identity/index';
import { type ListedMachine, Machines, presentState, UsualStart } from '../machines/index';
import { type FullPool, Pools, settingsOf } from '../pools/index';
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
    const rows = await this.machines.ofClass(classId);
    for (const row of rows) {
      const { ownerId } = row;
      // Of several machines the one that is on counts, else the first.
      const other = ownerId === null ? undefined : machineOf.get(ownerId);
      if (ownerId !== null && (!other || (isAtRest(other) && !isAtRest(row)))) machineOf.set(ownerId, row);
    }
    const people = (await this.users.byIds(learnerIds)).toSorted((a, b) =>
      a.displayName.localeCompare(b.displayName),
    );
    const shared = pools.filter(({ kind }) => kind === 'shared').map((pool) => sharedOf(pool, rows));
    const learners = people.map(({ id, displayName, lastSignInAt }): ClassLearner => {
      const row = machineOf.get(id) ?? null;
      const borrows = row ? undefined : shared.find(({ poolId }) => entitled.has(`${id} ${poolId}`));
      const counted = row ?? borrows?.free.shift() ?? null;
      return {
        ...{ person: { id, displayName }, row, hasSignedIn: lastSignInAt !== null },
        ...(borrows && !counted
          ? { takes: borrows.left-- > 0 ? ('later' as const) : ('none' as const) }
          : {}),
        machine: counted && {
          ...{
            id: counted.id,
            stages: counted.stages,
            wantedAt: counted.wantedAt,
            waitsFor: counted.waitsFor,
          },
          state: presentState(counted, healthOf.get(counted.hostId) ?? 'silent'),
          ...{ since: counted.stateSince, failureCode: counted.failureCode },
          isEntitled: entitled.has(`${id} ${counted.poolId}`),
          usualSeconds: usual.get(counted.poolId) ?? null,
        },
      };
    });
    const known = [...usual.values()].filter((seconds) => seconds !== null);
    return { learners, pools, hosts, usualSeconds: known.length === 0 ? null : Math.max(...known) };
  }
}

/** Of a shared pool the free machines that run or are on the way, those that run first; and how many more are to be had. */
function sharedOf(pool: FullPool, rows: readonly ListedMachine[]) {
  const own = rows.filter(({ poolId }) => poolId === pool.id);
  const ownerless = own.filter(({ ownerId, failureCode }) => ownerId === null && failureCode === null);
  const free = ownerless
    .filter(({ wanted, order }) => wanted === 'running' && order === null)
    .toSorted((a, b) => Number(b.observed === 'running') - Number(a.observed === 'running'));
  const { size } = settingsOf(pool);
  const toMake = size === null ? Infinity : Math.max(0, size - own.length);
  return { poolId: pool.id, free, left: ownerless.length - free.length + toMake };
}

function isAtRest({ wanted, observed }: ListedMachine): boolean {
  return wanted === 'stopped' && ['absent', 'stopped', 'crashed'].includes(observed);
}
