import { type JobItemState, MOST_MACHINES_A_JOB, type NewJob } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { Entitlements } from '../entitlements/index';
import { sessionRefOf, Users } from '../identity/index';
import { AllotMachines, type MachineStanding, MachineStandings } from '../machines/index';
import { Clock, newId, VirlabError, type Viewer } from '../platform/index';
import type { JobItemEntity } from './job-item.entity';
import { JobEntity } from './job.entity';
import { JobStore } from './job-store';
import { isPlanner } from './planner';

/** One machine that a job is about, or somebody without one. */
interface Target {
  machineId: string | null;
  name: string;
  /** Of a shared pool: `taken` is there for them already and only waited for; `none`: there is no free one. */
  free?: 'taken' | 'none';
}

/** Who takes machines of a shared pool, and those that are free. */
interface FreeMachines {
  takers: ReadonlySet<string>;
  machines: MachineStanding[];
}

/** Writes down what is asked of many machines. Whether each may do it is judged when its turn comes. */
@Injectable()
export class BeginJob {
  constructor(
    private readonly source: DataSource,
    private readonly store: JobStore,
    private readonly standings: MachineStandings,
    private readonly entitlements: Entitlements,
    private readonly users: Users,
    private readonly allot: AllotMachines,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws VirlabError `class-not-found` for who does not teach it; `machine-not-found` when one of the machines is not
   *   to be seen; `bad-request` for too many machines, or none. What prepares a class, or is planned, may be about all of it
   */
  async run(viewer: Viewer, wish: NewJob): Promise<JobEntity> {
    const targets = await this.targetsOf(viewer, wish);
    const isOfPlan = isPlanner(viewer);
    const most = isOfPlan || wish.action === 'prepare' ? Infinity : MOST_MACHINES_A_JOB;
    if (targets.length === 0 || targets.length > most) {
      const publicDetail = `expected 1 to ${MOST_MACHINES_A_JOB} machines, got ${targets.length}`;
      throw new VirlabError('bad-request', { publicDetail });
    }
    const job: JobEntity = Object.assign(new JobEntity(), {
      ...{ id: newId(), action: wish.action, classId: wish.classId ?? null },
      ...{ byId: viewer.userId, byName: viewer.displayName, sessionId: viewer.sessionId },
      ...{ createdAt: this.clock.now(), cancelledAt: null, endedAt: null },
    });
    const items = targets.map((target, position) => itemOf(job, target, position));
    await retryTransaction(this.source, async (manager) => {
      await this.store.add(job, items, manager);
      await this.audit.record(
        {
          kind: 'job.begun',
          actor: {
            ...(isOfPlan ? {} : { id: viewer.userId }),
            displayName: viewer.displayName,
            as: isOfPlan ? 'system' : wish.classId ? 'teacher' : 'owner',
          },
          subject: { kind: 'job', id: job.id, title: wish.classId ?? wish.action },
          ...(isOfPlan ? {} : { sessionRef: sessionRefOf({ id: viewer.sessionId }) }),
          facts: { action: wish.action, machines: String(items.length) },
        },
        manager,
      );
    });
    return job;
  }

  private async targetsOf(viewer: Viewer, wish: NewJob): Promise<Target[]> {
    const { action, classId, machineIds, people } = wish;
    if (classId !== undefined && !viewer.teaches.includes(classId)) {
      throw new VirlabError('class-not-found', { detail: classId });
    }
    const targets: Target[] = [];
    if (machineIds) targets.push(...(await this.byId(viewer, [...new Set(machineIds)], classId)));
    if (classId !== undefined && (people || !machineIds)) {
      const whom = people ?? (await this.learnersOf(classId));
      if (action === 'prepare') await this.allotTo(classId, whom);
      const free = action === 'prepare' ? await this.freeFor(classId) : [];
      targets.push(...(await this.ofPeople(classId, whom, free)));
    }
    const seen = new Set<string>();
    return targets.filter(({ machineId }) => {
      if (machineId === null) return true;
      const isNew = !seen.has(machineId);
      seen.add(machineId);
      return isNew;
    });
  }

  private async byId(viewer: Viewer, ids: readonly string[], classId?: string): Promise<Target[]> {
    const found = await this.standings.seenBy(viewer, ids);
    const missing = ids.find((id) => !found.has(id));
    const stray = [...found.values()].find((one) => classId !== undefined && one.classId !== classId);
    if (missing !== undefined || stray) {
      throw new VirlabError('machine-not-found', { detail: missing ?? stray?.id ?? '' });
    }
    const names = await this.namesOf([...found.values()].flatMap(({ ownerId }) => ownerId ?? []));
    return ids.flatMap((id) => {
      const standing = found.get(id);
      return standing ? [targetOf(standing, names)] : [];
    });
  }

  private async ofPeople(
    classId: string,
    people: readonly string[],
    free: readonly FreeMachines[],
  ): Promise<Target[]> {
    const members = new Set((await this.entitlements.membersOfClass(classId)).map(({ userId }) => userId));
    const machines = await this.standings.ofClass(classId);
    const names = await this.namesOf(people);
    return [...new Set(people)].flatMap((person): Target[] => {
      if (!members.has(person)) return [];
      const own = machines.filter(({ ownerId }) => ownerId === person);
      if (own.length > 0) return own.map((standing) => targetOf(standing, names));
      const name = names.get(person) ?? person;
      const shared = free.find(({ takers }) => takers.has(person));
      if (!shared) return [{ machineId: null, name }];
      const machine = shared.machines.shift();
      return [
        machine ? { machineId: machine.id, name, free: 'taken' } : { machineId: null, name, free: 'none' },
      ];
    });
  }

  /** Of each shared pool of a class who takes a machine of it, and the free ones that are there for them. */
  private async freeFor(classId: string): Promise<FreeMachines[]> {
    const free = [...(await this.standings.freeOfClass(classId))];
    return Promise.all(
      free.map(async ([poolId, machines]) => ({
        takers: new Set(await this.entitlements.usersOfPool(poolId)),
        machines,
      })),
    );
  }

  /** Who never came since their rights were given has no machine yet. */
  private async allotTo(classId: string, people: readonly string[]): Promise<void> {
    const members = new Set((await this.entitlements.membersOfClass(classId)).map(({ userId }) => userId));
    const having = new Set((await this.standings.ofClass(classId)).map(({ ownerId }) => ownerId));
    for (const person of people) {
      if (members.has(person) && !having.has(person)) await this.allot.run(person);
    }
  }

  private async learnersOf(classId: string): Promise<string[]> {
    const rights = await this.entitlements.membersOfClass(classId);
    const teaching = rights.filter(({ asRole }) => (asRole ?? 'learner') !== 'learner');
    const staff = new Set(teaching.map(({ userId }) => userId));
    return [...new Set(rights.map(({ userId }) => userId))].filter((userId) => !staff.has(userId));
  }

  private async namesOf(ids: readonly string[]): Promise<Map<string, string>> {
    const users = await this.users.byIds([...new Set(ids)]);
    return new Map(users.map(({ id, displayName }) => [id, displayName]));
  }
}

function targetOf({ id, name, ownerId, part }: MachineStanding, names: ReadonlyMap<string, string>): Target {
  const person = names.get(ownerId ?? '') ?? name;
  return { machineId: id, name: part === '' ? person : `${person} (${part})` };
}

function itemOf(job: JobEntity, { machineId, name, free }: Target, position: number): JobItemEntity {
  const state: JobItemState = machineId === null ? 'failed' : free ? 'under-way' : 'waiting';
  const code = free ? 'no-free-machine' : 'no-machine';
  return {
    ...{ id: newId(), jobId: job.id, position, machineId, name: name.slice(0, 256), state },
    ...{ code: machineId === null ? code : null, reason: null },
    // Nothing has to be asked of a free machine that is on, or on the way: it is waited for.
    orderedAt: state === 'under-way' ? job.createdAt : null,
  };
}
