import type { Machine, MachineState, RefusalReason } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { type ClassEntity, Classes } from '../classes/index';
import { type EndOfRight, Entitlements, type PoolRight } from '../entitlements/index';
import { DriverPool, type HostEntity, Hosts } from '../hypervisors/index';
import { Users } from '../identity/index';
import { ExplainAccess } from '../policies/index';
import { type FullPool, Pools } from '../pools/index';
import type { Viewer } from '../platform/index';
import { isWithinQuota } from './allotment/allot-machines';
import { failureSentence } from './failure-sentence';
import { judgeActions } from './judge-action';
import { isOff, presentState } from './machine-lifecycle';
import type { ListedMachine } from './listed-machine';
import { MachineTerms } from './terms/machine-terms';
import { Machines } from './machines';
import { Rounds } from './rounds';
import { UsualStart } from './accounting/usual-start';

/** All that is told of machines besides their rows. */
interface Surroundings {
  pools: Map<string, FullPool>;
  hosts: Map<string, HostEntity>;
  classes: Map<string, ClassEntity>;
  owners: Map<string, string>;
  /** The rights of those who have one, and how they ended of the others, by machine. */
  grants: Map<string, PoolRight>;
  ends: Map<string, EndOfRight>;
}

/** What a caller has read already, and need not be read again. */
export interface KnownAround {
  hosts: readonly HostEntity[];
  /** With everybody among them who has one of the machines. */
  people: readonly { id: string; displayName: string }[];
  /** With those of all their pools among them. */
  classes: readonly ClassEntity[];
  pools: Surroundings['pools'];
  /** With those of everybody who has one of the machines, to its pool. */
  rights: readonly PoolRight[];
}

/** What is read at once for as many who are each told of one machine. */
const READ_AT_ONCE = 100;

/** Machines as the API tells them, with what the viewer may do to each and why not. */
@Injectable()
export class PresentMachine {
  private readonly around = new Rounds(
    (machines: readonly ListedMachine[]) => this.aroundAll(machines),
    READ_AT_ONCE,
  );

  constructor(
    private readonly pools: Pools,
    private readonly hosts: Hosts,
    private readonly classes: Classes,
    private readonly users: Users,
    private readonly entitlements: Entitlements,
    private readonly drivers: DriverPool,
    private readonly usualStart: UsualStart,
    private readonly machines: Machines,
    private readonly terms: MachineTerms,
    private readonly explain: ExplainAccess,
  ) {}

  async run(machine: ListedMachine, viewer: Viewer): Promise<Machine> {
    const [presented] = await this.presentAll([machine], viewer, await this.around.ask(machine));
    if (!presented) throw new Error(`machine ${machine.id} belongs to no pool`);
    return presented;
  }

  /** In the order given. Whoever calls has made sure that the viewer may see them. */
  async runAll(machines: readonly ListedMachine[], viewer: Viewer, known?: KnownAround): Promise<Machine[]> {
    return this.presentAll(machines, viewer, await this.surroundingsOf(machines, known));
  }

  private async presentAll(
    machines: readonly ListedMachine[],
    viewer: Viewer,
    around: Surroundings,
  ): Promise<Machine[]> {
    const presented: Machine[] = [];
    for (const machine of machines) {
      const pool = around.pools.get(machine.poolId);
      const host = around.hosts.get(machine.hostId);
      if (pool && host) presented.push(await this.present(machine, { pool, host, around, viewer }));
    }
    return presented;
  }

  private async present(
    machine: ListedMachine,
    {
      pool,
      host,
      around,
      viewer,
    }: { pool: FullPool; host: HostEntity; around: Surroundings; viewer: Viewer },
  ): Promise<Machine> {
    const state = presentState(machine, host.health);
    const grant = around.grants.get(machine.id) ?? null;
    const end = around.ends.get(machine.id) ?? null;
    const ofClass = pool.classId === null ? undefined : around.classes.get(pool.classId);
    const isEntitled = grant !== null;
    const { cannot, shows } = this.drivers.of(host);
    const whyOff = this.terms.whyOff(machine, pool);
    return {
      id: machine.id,
      name: machine.name,
      title: titleOf(machine, pool),
      pool: { id: pool.id, title: pool.title },
      ...(ofClass ? { class: { id: ofClass.id, code: ofClass.code, title: ofClass.title } } : {}),
      ...(machine.ownerId === null
        ? {}
        : {
            owner: {
              id: machine.ownerId,
              displayName: around.owners.get(machine.ownerId) ?? machine.ownerId,
            },
          }),
      state,
      wanted: machine.wanted,
      since: (state === 'unknown' && host.health === 'silent'
        ? host.healthSince
        : machine.stateSince
      ).toISOString(),
      activation: machine.activation,
      revision: machine.revision,
      actions: judgeActions({ machine, health: host.health, isEntitled, cannot, whyOff }),
      console: consoleOf(machine, state, isEntitled),
      ...(state === 'starting' || state === 'queued' ? { start: await this.startOf(machine) } : {}),
      ...(machine.failureCode !== null && ['failed', 'running', 'paused'].includes(state)
        ? { failure: failureSentence(machine, viewer.abilities.includes('hosts.read')) }
        : {}),
      ...(state === 'unknown'
        ? {
            failure: failureSentence(
              { failureCode: 'host-silent', failureMessage: host.fault },
              viewer.abilities.includes('hosts.read'),
            ),
          }
        : {}),
      hasScreen: hasScreen(machine, state),
      display: shows,
      driver: host.driver,
      ...(host.runsBy ? { runsBy: host.runsBy } : {}),
      ...(end ? await this.endedOf(machine, end, viewer) : {}),
      ...(grant ? { grant: presentGrant(grant, viewer.userId === machine.ownerId) } : {}),
      ...this.terms.present(machine, pool, { validUntil: grant?.validUntil ?? null, end }),
      ...(machine.diskSince ? { diskSince: machine.diskSince.toISOString() } : {}),
    };
  }

  /** When access ended, until when the machine may go on running, and to its owner what decided. */
  private async endedOf(
    machine: ListedMachine,
    end: EndOfRight,
    viewer: Viewer,
  ): Promise<Pick<Machine, 'ended'>> {
    const runsUntil = end.graceUntil > end.endedAt ? { runsUntil: end.graceUntil.toISOString() } : {};
    const because = viewer.userId === machine.ownerId ? await this.becauseOf(machine) : undefined;
    const ended = { at: end.endedAt.toISOString(), ...runsUntil, ruleName: end.ruleName };
    return { ended: because ? { ...ended, because } : ended };
  }

  private async becauseOf({
    ownerId,
    poolId,
  }: ListedMachine): Promise<NonNullable<Machine['ended']>['because']> {
    if (ownerId === null) return undefined;
    const locked = (await this.explain.locked(ownerId)).find(({ pool }) => pool.id === poolId);
    if (!locked) return undefined;
    const { attr, status, values, reason } = locked;
    return {
      ...(attr === undefined ? {} : { attr }),
      status,
      values,
      ...(reason === undefined ? {} : { reason }),
    };
  }

  private async startOf(machine: ListedMachine): Promise<Machine['start']> {
    const usualSeconds = await this.usualStart.seconds(machine.poolId);
    const reached = machine.stages;
    const next = (['placed', 'disk', 'power', 'picture', 'ready'] as const)[reached.length] ?? 'ready';
    return {
      stage: next,
      since: reached.at(-1)?.at ?? machine.wantedAt.toISOString(),
      done: reached.map(({ stage, seconds }) => ({ stage, seconds })),
      ...(usualSeconds === null ? {} : { usualSeconds }),
    };
  }

  private async aroundAll(machines: readonly ListedMachine[]): Promise<Surroundings[]> {
    const around = await this.surroundingsOf(machines);
    return machines.map(() => around);
  }

  private async surroundingsOf(
    machines: readonly ListedMachine[],
    known?: KnownAround,
  ): Promise<Surroundings> {
    const owners = [...new Set(machines.flatMap(({ ownerId }) => ownerId ?? []))];
    const [pools, hosts, users, allRights] = await Promise.all([
      known?.pools ?? this.pools.withTemplate(machines.map(({ poolId }) => poolId)),
      known?.hosts ?? this.hosts.all(),
      known?.people ?? this.users.byIds(owners),
      known?.rights ?? this.entitlements.poolsOfUsers(owners),
    ]);
    const classIds = [...pools.values()].flatMap(({ classId }) => classId ?? []);
    const classes = known
      ? new Map(known.classes.map((one) => [one.id, one]))
      : await this.classes.byIds(classIds);
    const rightTo = new Map(allRights.map((right) => [`${right.userId} ${right.ref}`, right]));
    const grants = new Map<string, PoolRight>();
    for (const machine of machines) {
      const right = rightTo.get(`${machine.ownerId ?? ''} ${machine.poolId}`);
      if (right && isWithinQuota(machine, right)) grants.set(machine.id, right);
    }
    const without = machines.filter(({ id, ownerId }) => ownerId !== null && !grants.has(id));
    return {
      pools,
      hosts: new Map(hosts.map((host) => [host.id, host])),
      classes,
      owners: new Map(users.map(({ id, displayName }) => [id, displayName])),
      grants,
      ends: await this.machines.endsOfAccess(without),
    };
  }
}

/** Its pool's title, with its part of a lab and its number where there are several. */
function titleOf({ ordinal, part }: ListedMachine, { title }: FullPool): string {
  const numbered = ordinal > 1 ? `${title} ${ordinal}` : title;
  return part === '' ? numbered : `${numbered}: ${part}`;
}

/** A picture can be had of whatever runs on a host that answers, unless it shows text. */
export function hasScreen(
  machine: Pick<ListedMachine, 'observed' | 'display'>,
  state: MachineState,
): boolean {
  const { display, observed } = machine;
  return state !== 'unknown' && !isOff(observed) && display !== null && display.kind !== 'text';
}

function consoleOf(machine: ListedMachine, state: MachineState, isEntitled: boolean): Machine['console'] {
  const refused = (reason: RefusalReason) => ({ allowed: false, reason });
  if (!isEntitled) return refused('not-entitled');
  if (state === 'unknown') return refused('host-silent');
  if (machine.display !== null && ['running', 'paused'].includes(machine.observed)) return { allowed: true };
  return refused(state === 'starting' || state === 'queued' ? 'still-starting' : 'not-running');
}

/** Who teaches sees who has what by which rule, and not what a university says of its students. */
function presentGrant(right: PoolRight, isOwner: boolean): Machine['grant'] {
  return {
    ruleId: right.ruleId,
    ruleName: right.ruleName,
    policyVersion: right.policyVersion,
    ...(right.validUntil ? { validUntil: right.validUntil.toISOString() } : {}),
    values: isOwner ? right.values : [],
  };
}
