import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, type InsertQueryBuilder, IsNull, MoreThan, Not } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { afterCommit, isDuplicateKey, readRows, retryTransaction } from '../database/index';
import { Bus, Clock } from '../platform/index';
import { LISTED_COLUMNS, type ListedMachine } from './listed-machine';
import { MachineEntity } from './machine.entity';
import { type AboutWrite, writeMachine, type WrittenMachine } from './write-machine';

export { subjectOf } from './write-machine';

/** What a median is taken of. */
const RECENT_STARTS = 25;

/** How many ids one query may name. */
const IDS_A_QUERY = 500;

/** Whose a machine is. */
export type KnownMachine = Pick<MachineEntity, 'id' | 'poolId' | 'ownerId' | 'ordinal'>;

/** Writes changes to one machine; null when somebody else wrote first. */
export type WriteOne = (
  machine: MachineEntity,
  changes: Partial<MachineEntity>,
  about: AboutWrite,
) => Promise<MachineEntity | null>;

/** The only file that queries the table of machines; `writeMachine` alone writes to a row that is there. */
@Injectable()
export class MachineRepository {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditRecorder,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  find(id: string): Promise<MachineEntity | null> {
    return this.rows.findOneBy({ id });
  }

  ofOwner(ownerId: string): Promise<MachineEntity[]> {
    return this.rows.find({ where: { ownerId }, order: { poolId: 'ASC', ordinal: 'ASC' } });
  }

  /** The machines of these pools as lists tell them, in the order of their owners. */
  async ofPools(poolIds: readonly string[]): Promise<ListedMachine[]> {
    const among = { property: 'poolId', values: poolIds } as const;
    const found = await readRows(this.source.manager, MachineEntity, { columns: LISTED_COLUMNS, among });
    return found.sort(byOwner);
  }

  /** The machines of these owners. */
  async ofOwners(ownerIds: readonly string[]): Promise<MachineEntity[]> {
    const found: MachineEntity[] = [];
    for (let from = 0; from < ownerIds.length; from += IDS_A_QUERY) {
      found.push(...(await this.rows.findBy({ ownerId: In(ownerIds.slice(from, from + IDS_A_QUERY)) })));
    }
    return found;
  }

  /** Those of these machines that there are. */
  async ofIds(ids: readonly string[]): Promise<MachineEntity[]> {
    const found: MachineEntity[] = [];
    for (let from = 0; from < ids.length; from += IDS_A_QUERY) {
      found.push(...(await this.rows.findBy({ id: In(ids.slice(from, from + IDS_A_QUERY)) })));
    }
    return found;
  }

  /** Whose machines run, in pages by id. */
  async *running(): AsyncGenerator<Pick<MachineEntity, 'id' | 'ownerId' | 'poolId' | 'ordinal'>[]> {
    for (let after = ''; ;) {
      const page = await this.rows.find({
        where: { id: MoreThan(after), observed: In(['running', 'paused']) },
        select: { id: true, ownerId: true, poolId: true, ordinal: true },
        order: { id: 'ASC' },
        take: IDS_A_QUERY,
      });
      if (page.length > 0) yield page;
      if (page.length < IDS_A_QUERY) return;
      after = page.at(-1)?.id ?? '';
    }
  }

  /** Those of these ids that are machines, by id, with whose they are. */
  async known(ids: readonly string[]): Promise<Map<string, KnownMachine>> {
    const found = new Map<string, KnownMachine>();
    const select = { id: true, poolId: true, ownerId: true, ordinal: true };
    for (let from = 0; from < ids.length; from += IDS_A_QUERY) {
      const where = { id: In(ids.slice(from, from + IDS_A_QUERY)) };
      for (const machine of await this.rows.find({ where, select })) found.set(machine.id, machine);
    }
    return found;
  }

  /** Ids of the machines of a host. */
  async idsOfHost(hostId: string): Promise<string[]> {
    const rows = await this.rows.find({ where: { hostId }, select: { id: true } });
    return rows.map(({ id }) => id);
  }

  /**
   * The machines of a host that are on, on the way, or to be on, and of the rest those of `ids`: most of many machines
   * are off, and nobody has to look at them.
   */
  async astir(hostId: string, ids: readonly string[]): Promise<MachineEntity[]> {
    const notOff = Not(In(['absent', 'stopped', 'crashed']));
    const astir = await this.rows.find({
      where: [
        { hostId, wanted: Not('stopped') },
        { hostId, order: Not(IsNull()) },
        { hostId, observed: notOff },
        { hostId, reservedMemoryMiB: MoreThan(0) },
      ],
    });
    const known = new Set(astir.map(({ id }) => id));
    const missing = ids.filter((id) => !known.has(id));
    for (let from = 0; from < missing.length; from += IDS_A_QUERY) {
      astir.push(...(await this.rows.findBy({ hostId, id: In(missing.slice(from, from + IDS_A_QUERY)) })));
    }
    return astir;
  }

  /** Machines that wait for room, the longest waiting first. */
  waitingForRoom(most: number): Promise<Pick<MachineEntity, 'id' | 'hostId'>[]> {
    return this.rows.find({
      where: { waitsFor: 'room', wanted: 'running' },
      select: { id: true, hostId: true },
      order: { wantedAt: 'ASC', id: 'ASC' },
      take: most,
    });
  }

  /** How many machines each host has, and how many of them run. */
  async countByHost(): Promise<Map<string, { known: number; running: number }>> {
    const counted = await this.rows
      .createQueryBuilder('machine')
      .select('machine.hostId', 'hostId')
      .addSelect('COUNT(*)', 'known')
      .addSelect("SUM(CASE WHEN machine.observed IN ('running', 'paused') THEN 1 ELSE 0 END)", 'running')
      .groupBy('machine.hostId')
      .getRawMany<{ hostId: string; known: number | string; running: number | string }>();
    return new Map(
      counted.map(({ hostId, known, running }) => [
        hostId,
        { known: Number(known), running: Number(running) },
      ]),
    );
  }

  /**
   * Has machines of a pool that have nothing on a host belong to another one.
   *
   * @returns those of them that are to be started
   */
  async moveDiskless(
    poolId: string,
    from: string,
    to: string,
  ): Promise<Pick<MachineEntity, 'id' | 'hostId'>[]> {
    const nothingThere = {
      ...{ poolId, diskSince: IsNull(), observed: 'absent' as const, reservedMemoryMiB: 0 },
    };
    const change = { hostId: to, revision: () => 'revision + 1' };
    await this.rows.update({ ...nothingThere, hostId: from }, change);
    return this.rows.find({
      where: { ...nothingThere, hostId: to, wanted: 'running' },
      select: { id: true, hostId: true },
    });
  }

  /** How many machines each pool has, and how many of them are on. */
  async countByPool(): Promise<Map<string, { known: number; on: number }>> {
    const counted = await this.rows
      .createQueryBuilder('machine')
      .select('machine.poolId', 'poolId')
      .addSelect('COUNT(*)', 'known')
      .addSelect("SUM(CASE WHEN machine.observed IN ('running', 'paused') THEN 1 ELSE 0 END)", 'lit')
      .groupBy('machine.poolId')
      .getRawMany<{ poolId: string; known: number | string; lit: number | string }>();
    return new Map(
      counted.map(({ poolId, known, lit }) => [poolId, { known: Number(known), on: Number(lit) }]),
    );
  }

  /** How many machines have a disk of which version of which template. */
  async countByVersion(
    manager: EntityManager = this.source.manager,
  ): Promise<{ templateId: string; version: number; machines: number }[]> {
    const counted = await manager
      .getRepository(MachineEntity)
      .createQueryBuilder('machine')
      .select('machine.templateId', 'templateId')
      .addSelect('machine.templateVersion', 'version')
      .addSelect('COUNT(*)', 'machines')
      .where('machine.templateId IS NOT NULL AND machine.templateVersion IS NOT NULL')
      .groupBy('machine.templateId')
      .addGroupBy('machine.templateVersion')
      .getRawMany<{ templateId: string; version: number | string; machines: number | string }>();
    return counted.map((row) => ({ ...row, version: Number(row.version), machines: Number(row.machines) }));
  }

  /** Seconds from order to readiness of the latest start of some machines of a pool. */
  async recentStartSeconds(poolId: string): Promise<number[]> {
    const rows = await this.rows.find({
      where: { poolId, activation: MoreThan(0) },
      select: { id: true, stages: true },
      order: { stateSince: 'DESC' },
      take: RECENT_STARTS,
    });
    return rows.flatMap(({ stages }) => stages.find(({ stage }) => stage === 'ready')?.seconds ?? []);
  }

  /** Adds a machine; false when its owner has one of that ordinal in the pool already, or the name is taken. */
  async add(machine: Parameters<InsertQueryBuilder<MachineEntity>['values']>[0]): Promise<boolean> {
    try {
      await this.rows.createQueryBuilder().insert().values(machine).execute();
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /**
   * Writes changes to a machine as it was read, in one transaction with what the trail has to know, then tells
   * everybody. A new state that lasts is an event of its own. Whatever comes to rest gives back the room that it had.
   *
   * @param within - more to be written in that transaction, before; false undoes it all
   * @returns the machine as it is now; null when somebody else wrote first (read it anew), or `within` said false
   */
  async write(
    machine: MachineEntity,
    changes: Partial<MachineEntity>,
    { within, ...about }: AboutWrite & { within?: (manager: EntityManager) => Promise<boolean> },
  ): Promise<MachineEntity | null> {
    return this.writeTogether(async (manager, write) => {
      if (within && !(await within(manager))) return undone();
      return (await write(machine, changes, about)) ?? undone();
    });
  }

  /**
   * Writes to several machines in one transaction, each as `write` would.
   *
   * @param work - does it all through what it is handed; may run several times; {@link undone} leaves nothing of it
   * @returns what `work` answers; null when it was undone
   */
  async writeTogether<T>(work: (manager: EntityManager, write: WriteOne) => Promise<T>): Promise<T | null> {
    try {
      return await retryTransaction(this.source, async (manager) => {
        const written: WrittenMachine[] = [];
        const answer = await work(manager, async (machine, changes, about) => {
          const one = await writeMachine(manager, machine, changes, { ...about, now: this.clock.now() });
          if (one) written.push(one);
          return one?.machine ?? null;
        });
        await this.audit.recordAll(
          written.flatMap(({ events }) => events),
          manager,
        );
        afterCommit(manager, () => written.forEach((one) => this.tell(one)));
        return answer;
      });
    } catch (error) {
      if (error instanceof Undone) return null;
      throw error;
    }
  }

  private tell({ machine, freed }: WrittenMachine): void {
    this.bus.tell({ type: 'machine-changed', machineId: machine.id });
    if (freed !== null) this.bus.tell({ type: 'room-freed', hostId: freed });
  }

  private get rows() {
    return this.source.getRepository(MachineEntity);
  }
}

class Undone extends Error {}

/** Says within a transaction that nothing of it is to be kept. */
export function undone(): never {
  throw new Undone();
}

/** Whoever's first machine comes before the second one; nobody's come first. */
function byOwner(a: ListedMachine, b: ListedMachine): number {
  const [first, second] = [a.ownerId ?? '', b.ownerId ?? ''];
  return first === second ? a.ordinal - b.ordinal : first < second ? -1 : 1;
}
