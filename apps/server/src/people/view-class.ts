import type { ClassMember, ClassView, Machine } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Classes } from '../classes/index';
import { type EntitlementEntity, Entitlements } from '../entitlements/index';
import { Sessions, Users } from '../identity/index';
import { Machines, PresentMachine } from '../machines/index';
import { Pools } from '../pools/index';
import { VirlabError, type Viewer } from '../platform/index';

type Part = ClassMember['as'];

/** The greatest part counts when somebody has several. */
const PARTS: readonly Part[] = ['teacher', 'ta', 'learner'];

/** Shows a class to who teaches or assists it: everybody of it, signed in or not, and each one's machine. */
@Injectable()
export class ViewClass {
  constructor(
    private readonly classes: Classes,
    private readonly entitlements: Entitlements,
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly pools: Pools,
    private readonly machines: Machines,
    private readonly present: PresentMachine,
  ) {}

  /** @throws VirlabError `class-not-found`, also for who may not know of it */
  async run(classId: string, viewer: Viewer): Promise<ClassView> {
    if (!viewer.teaches.includes(classId)) throw new VirlabError('class-not-found', { detail: classId });
    const { id, code, title } = await this.classes.get(classId);
    const parts = partsOf(await this.entitlements.membersOfClass(classId));
    const pools = (await this.pools.all()).filter((pool) => pool.classId === classId);
    const all = await this.present.runAll(await this.machines.ofClass(classId), viewer);
    const machines = machineOfEach(all);
    const members: ClassMember[] = [];
    for (const { id: userId, displayName, lastSignInAt } of await this.users.byIds([...parts.keys()])) {
      const open = await this.sessions.ofUser(userId);
      const seen = open.map(({ lastSeenAt }) => lastSeenAt.getTime());
      const lastSeenAt = seen.length > 0 ? new Date(Math.max(...seen)) : lastSignInAt;
      members.push({
        person: { id: userId, displayName },
        as: parts.get(userId) ?? 'learner',
        lastSeenAt: lastSeenAt?.toISOString(),
        signedIn: open.length > 0,
        machine: machines.get(userId),
      });
    }
    return {
      id,
      code,
      title,
      pools: pools.map((pool) => ({ id: pool.id, title: pool.title })),
      members: inOrder(members),
    };
  }
}

function partsOf(rights: readonly EntitlementEntity[]): Map<string, Part> {
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

/** Learners first, each part by name. */
function inOrder(members: readonly ClassMember[]): ClassMember[] {
  return members.toSorted(
    (a, b) =>
      PARTS.indexOf(b.as) - PARTS.indexOf(a.as) ||
      a.person.displayName.localeCompare(b.person.displayName) ||
      a.person.id.localeCompare(b.person.id),
  );
}
