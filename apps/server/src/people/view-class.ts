import type { ClassMember, ClassView, LessonOccurrence, Machine } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Classes } from '../classes/index';
import { OpenConsoles } from '../consoles/index';
import { Entitlements } from '../entitlements/index';
import { Hosts } from '../hypervisors/index';
import { SessionTimes, Users } from '../identity/index';
import { LessonAtHand } from '../lessons/index';
import { type ListedMachine, Machines, PresentMachine } from '../machines/index';
import { Pools } from '../pools/index';
import { VirlabError, type Viewer } from '../platform/index';

type Part = ClassMember['as'];

/** The greatest part counts when somebody has several. */
const PARTS: readonly Part[] = ['teacher', 'ta', 'learner'];

/**
 * Shows a class to who teaches or assists it: everybody of it, signed in or not, and each one's machine. A few queries,
 * however many people are in it.
 */
@Injectable()
export class ViewClass {
  constructor(
    private readonly classes: Classes,
    private readonly entitlements: Entitlements,
    private readonly users: Users,
    private readonly sessions: SessionTimes,
    private readonly pools: Pools,
    private readonly hosts: Hosts,
    private readonly machines: Machines,
    private readonly present: PresentMachine,
    private readonly consoles: OpenConsoles,
    private readonly lessons: LessonAtHand,
  ) {}

  /** @throws VirlabError `class-not-found`, also for who may not know of it */
  async run(classId: string, viewer: Viewer): Promise<ClassView> {
    if (!viewer.teaches.includes(classId)) throw new VirlabError('class-not-found', { detail: classId });
    // What does not wait for each other is asked together: each answer of MariaDB is a way to it and back.
    const [ofClass, hosts, lesson, { parts, people, open }, { pools, ofPools, rights }] = await Promise.all([
      this.classes.get(classId),
      this.hosts.all(),
      this.lessons.run(classId),
      this.peopleOf(classId),
      this.machinesOf(classId),
    ]);
    const { id, code, title } = ofClass;
    // Who has a machine of the class and is no longer of it is not on the list.
    const rows = ofPools.filter(({ ownerId }) => ownerId !== null && parts.has(ownerId));
    const known = { hosts, people, classes: [ofClass], pools, rights };
    const machines = machineOfEach(await this.present.runAll(rows, viewer, known));
    const rowOf = new Map(rows.map((row) => [row.id, row]));
    const titleOf = new Map(hosts.map((host) => [host.id, host.title]));
    const consoles = this.consoles.perMachine();
    const members = people.map(({ id: userId, displayName, lastSignInAt }): ClassMember => {
      const machine = machines.get(userId);
      const row = machine && rowOf.get(machine.id);
      return {
        person: { id: userId, displayName },
        as: parts.get(userId) ?? 'learner',
        lastSeenAt: (open.get(userId) ?? lastSignInAt)?.toISOString(),
        signedIn: open.has(userId),
        ...(machine && row
          ? { machine, ...besides(machine, row, titleOf, lesson), consoles: consoles.get(row.id) ?? 0 }
          : {}),
      };
    });
    return {
      ...{ id, code, title, viewerIs: parts.get(viewer.userId) === 'teacher' ? 'teacher' : 'ta' },
      ...(lesson ? { lesson } : {}),
      pools: [...pools.values()].map((pool) => ({ id: pool.id, title: pool.title })),
      members: inOrder(members),
    };
  }

  private async peopleOf(classId: string) {
    const parts = partsOf(await this.entitlements.membersOfClass(classId));
    const ids = [...parts.keys()];
    const [people, open] = await Promise.all([this.users.byIds(ids), this.sessions.openOf(ids)]);
    return { parts, people, open };
  }

  private async machinesOf(classId: string) {
    const found = await this.pools.ofClass(classId);
    const ids = found.map(({ id }) => id);
    const [pools, ofPools, rights] = await Promise.all([
      this.pools.inFull(found),
      this.machines.ofPools(ids),
      this.entitlements.ofPools(ids),
    ]);
    return { pools, ofPools, rights };
  }
}

function partsOf(rights: readonly { userId: string; asRole: Part | null }[]): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const part of PARTS.toReversed()) {
    for (const { userId, asRole } of rights) if ((asRole ?? 'learner') === part) parts.set(userId, part);
  }
  return parts;
}

/** Of several machines of one person the one that is on, else the first. */
function machineOfEach(machines: readonly Machine[]): Map<string, Machine> {
  const each = new Map<string, Machine>();
  for (const machine of machines) {
    if (!machine.owner) continue;
    const other = each.get(machine.owner.id);
    if (!other || (other.state === 'stopped' && machine.state !== 'stopped'))
      each.set(machine.owner.id, machine);
  }
  return each;
}

/** What a list tells of a machine that its owner's own page has no need of. */
function besides(
  machine: Machine,
  { hostId, lastInputAt, stopsAt, leaseUntil }: ListedMachine,
  hosts: ReadonlyMap<string, string>,
  lesson: LessonOccurrence | undefined,
): Pick<ClassMember, 'host' | 'lastInputAt' | 'endsAt'> {
  const isOn = machine.state === 'running' || machine.state === 'paused';
  const rightEnd = machine.grant?.validUntil;
  const ends = [
    ...(isOn && stopsAt ? [stopsAt] : []),
    ...(isOn && lesson?.shutDownAt ? [new Date(lesson.shutDownAt)] : []),
    ...(isOn && machine.limitEndsAt ? [new Date(machine.limitEndsAt)] : []),
    ...(leaseUntil ? [leaseUntil] : []),
    ...(rightEnd === undefined ? [] : [new Date(rightEnd)]),
  ].map((end) => end.getTime());
  const host = hosts.get(hostId);
  return {
    ...(host === undefined ? {} : { host }),
    ...(lastInputAt ? { lastInputAt: lastInputAt.toISOString() } : {}),
    ...(ends.length > 0 ? { endsAt: new Date(Math.min(...ends)).toISOString() } : {}),
  };
}

/** Making one takes longer than sorting a class with it. */
const byName = new Intl.Collator();

/** Learners first, each part by name. */
function inOrder(members: readonly ClassMember[]): ClassMember[] {
  return members.toSorted(
    (a, b) =>
      PARTS.indexOf(b.as) - PARTS.indexOf(a.as) ||
      byName.compare(a.person.displayName, b.person.displayName) ||
      a.person.id.localeCompare(b.person.id),
  );
}
