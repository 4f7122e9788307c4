import type { DryRun, DryRunRow, PolicyTarget } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { isImpersonal } from '../attributes/index';
import { OpenConsoles } from '../consoles/index';
import { IdentityProviders } from '../federation/index';
import { Users } from '../identity/index';
import { type MachineEntity, Machines, presentState } from '../machines/index';
import type { Viewer } from '../platform/index';
import { KnownTargets } from '../policies/index';
import { isVirtual } from '@virlab/policy';
import { Pseudonyms, seesPeople } from './pseudonyms';
import type { MovedPerson, MovedRight } from './thread/messages';
import { NONE, OTHER } from './thread/flow-tally';

/** One right that moves, with where its person is found again. */
export interface FoundRight {
  person: MovedPerson;
  right: MovedRight;
  /** Part and place in it: `0-12`. */
  ref: string;
}

/** How people and rights are called for one viewer. */
export interface Names {
  isOpen: boolean;
  people: ReadonlyMap<string, string>;
  universities: ReadonlyMap<string, string>;
  targets: ReadonlyMap<string, PolicyTarget>;
}

/** Makes rows for a page or a file out of what is kept of people whose rights move. */
@Injectable()
export class MovedRows {
  constructor(
    private readonly users: Users,
    private readonly providers: IdentityProviders,
    private readonly targets: KnownTargets,
    private readonly machines: Machines,
    private readonly consoles: OpenConsoles,
    private readonly pseudonyms: Pseudonyms,
  ) {}

  /** How these people are called: by name, or by a pseudonym for who may not see them. */
  async namesOf(people: readonly MovedPerson[], viewer: Viewer): Promise<Names> {
    const ids = [...new Set(people.map(({ userId }) => userId))];
    const isOpen = seesPeople(viewer);
    const pseudonymOf = await this.pseudonyms.namer();
    const known = isOpen ? await this.users.byIds(ids) : [];
    const records = await this.providers.records(new Set(people.map(({ issuer }) => issuer)));
    return {
      isOpen,
      // Somebody who is not known any more has no name either.
      people: new Map([
        ...ids.map((id) => [id, pseudonymOf(id)] as const),
        ...known.map(({ id, displayName }) => [id, displayName] as const),
      ]),
      universities: new Map([...records].map(([entityId, { title }]) => [entityId, title])),
      targets: new Map((await this.targets.all()).map((target) => [`${target.kind}:${target.ref}`, target])),
    };
  }

  /** Rows with what is running now. */
  async present(found: readonly FoundRight[], names: Names): Promise<DryRunRow[]> {
    const owners = found
      .filter(({ right }) => right.target.kind === 'pool')
      .map(({ person }) => person.userId);
    const machines = new Map<string, MachineEntity[]>();
    for (const machine of await this.machines.ofOwners([...new Set(owners)])) {
      const key = `${machine.ownerId} ${machine.poolId}`;
      machines.set(key, [...(machines.get(key) ?? []), machine]);
    }
    const consoles = this.consoles.perMachine();
    return found.map(({ person, right, ref }) => {
      const own = machines.get(`${person.userId} ${right.target.ref}`) ?? [];
      const started = own.filter(({ activation }) => activation > 0);
      const telling = started.find(({ observed }) => observed === 'running') ?? started[0];
      return {
        person: {
          ref,
          ...(names.isOpen ? { id: person.userId } : {}),
          displayName: names.people.get(person.userId) ?? '',
          hidden: !names.isOpen,
        },
        university: names.universities.get(person.issuer) ?? person.issuer,
        what: right.what,
        target: names.targets.get(`${right.target.kind}:${right.target.ref}`) ?? {
          ...right.target,
          title: right.target.ref,
        },
        ...(right.before ? { before: right.before } : {}),
        ...(right.after ? { after: right.after } : {}),
        cause: causeFor(right, names.isOpen),
        now: {
          ...(telling ? { state: presentState(telling, 'ok') } : {}),
          hasConsole: own.some(({ id }) => (consoles.get(id) ?? 0) > 0),
        },
      };
    });
  }
}

/** Values that tell who it is are not for who may not know that. */
function causeFor({ cause }: MovedRight, isOpen: boolean): DryRunRow['cause'] {
  const { kind, attr, seen } = cause;
  return { kind, ...(attr === undefined ? {} : { attr }), seen: mayShow(attr, isOpen) ? seen : [] };
}

/** Whether values of an attribute may be shown. */
export function mayShow(attr: string | undefined, isOpen: boolean): boolean {
  return isOpen || attr === undefined || isVirtual(attr) || isImpersonal(attr);
}

/** The band in which a right stands in the flow that was shown. */
export function bandOf(flow: DryRun['flow'], ref: string | undefined): string | undefined {
  if (ref === undefined || ref === NONE) return ref;
  return [...flow.before, ...flow.after].some((band) => band.ref === ref) ? ref : OTHER;
}
