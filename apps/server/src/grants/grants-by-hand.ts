import { Injectable } from '@nestjs/common';
import type { GivenByHand } from '@virlab/policy';
import { DataSource, type EntityManager, In, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { Entitlements } from '../entitlements/index';
import { Clock, newId, VirlabError } from '../platform/index';
import { GrantByHandEntity } from './grant-by-hand.entity';

/** What is given by hand; see {@link GrantByHandEntity}. */
export type NewGrantByHand = Omit<
  GrantByHandEntity,
  'id' | 'grantedAt' | 'endedAt' | 'revokedById' | 'revokedByName'
>;

/** How many grants that are over are shown and read at most. */
const MOST_ENDED = 200;

/**
 * Rights that were given by hand. They stand apart from the rules: nothing that a policy decides changes them, and the
 * policy is told of them when it decides.
 */
@Injectable()
export class GrantsByHand {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly entitlements: Entitlements,
  ) {}

  /**
   * What a person has by hand now: given to them, or to one of the classes.
   *
   * @param classes - ids of the classes that the person is in, in whatever part
   */
  async ofUser(
    userId: string,
    classes: readonly string[],
    manager: EntityManager = this.source.manager,
  ): Promise<GivenByHand[]> {
    const valid = this.valid();
    const rows = await manager.find(GrantByHandEntity, {
      where: [
        { ...valid, toKind: 'person', toId: userId },
        ...(classes.length === 0 ? [] : [{ ...valid, toKind: 'class' as const, toId: In([...classes]) }]),
      ],
      order: { id: 'ASC' },
    });
    return rows.map(asGiven);
  }

  /** The same of everybody who has something by hand, by user id; in a class is who has a right to it now. */
  async all(): Promise<Map<string, GivenByHand[]>> {
    const given = new Map<string, GivenByHand[]>();
    const members = new Map<string, string[]>();
    for (const row of await this.listValid()) {
      for (const userId of await this.peopleOf(row, members)) {
        const known = given.get(userId);
        if (known) known.push(asGiven(row));
        else given.set(userId, [asGiven(row)]);
      }
    }
    return given;
  }

  /** Every grant that is valid now. */
  listValid(manager: EntityManager = this.source.manager): Promise<GrantByHandEntity[]> {
    return manager.find(GrantByHandEntity, { where: this.valid(), order: { validUntil: 'ASC', id: 'ASC' } });
  }

  /** Grants that were revoked or are past their time, those given last first; not all of them, when there are many. */
  listOver(): Promise<GrantByHandEntity[]> {
    const now = this.clock.now();
    return this.source.manager
      .createQueryBuilder(GrantByHandEntity, 'given')
      .where('given.endedAt IS NOT NULL OR given.validUntil <= :now', { now: now.getTime() })
      .orderBy('given.grantedAt', 'DESC')
      .addOrderBy('given.id', 'ASC')
      .take(MOST_ENDED)
      .getMany();
  }

  /** Whom a grant is about: the person, or who is in the class now. `members` keeps what was read of classes. */
  async peopleOf(
    { toKind, toId }: Pick<GrantByHandEntity, 'toKind' | 'toId'>,
    members: Map<string, string[]> = new Map(),
  ): Promise<string[]> {
    if (toKind === 'person') return [toId];
    const known = members.get(toId);
    if (known) return known;
    const rights = await this.entitlements.membersOfClass(toId);
    const found = [...new Set(rights.map(({ userId }) => userId))];
    members.set(toId, found);
    return found;
  }

  /** @throws VirlabError `grant-not-found` */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<GrantByHandEntity> {
    const found = await manager.findOneBy(GrantByHandEntity, { id });
    if (!found) throw new VirlabError('grant-not-found', { detail: `no grant ${id}` });
    return found;
  }

  /** Keeps a new grant, valid from now on. */
  async add(grant: NewGrantByHand, manager: EntityManager): Promise<GrantByHandEntity> {
    const row = manager.create(GrantByHandEntity, {
      ...grant,
      id: newId(),
      grantedAt: this.clock.now(),
      endedAt: null,
      revokedById: null,
      revokedByName: null,
    });
    await manager.insert(GrantByHandEntity, row);
    return row;
  }

  /** Takes a grant back; false when it was over already. */
  async revoke(id: string, by: { id: string; name: string }, manager: EntityManager): Promise<boolean> {
    const { affected } = await manager.update(
      GrantByHandEntity,
      { id, ...this.valid() },
      { endedAt: this.clock.now(), revokedById: by.id, revokedByName: by.name },
    );
    return affected === 1;
  }

  /** Grants past their time of which nobody took note yet. */
  listLapsed(): Promise<GrantByHandEntity[]> {
    return this.source.manager.find(GrantByHandEntity, {
      where: { endedAt: IsNull(), validUntil: LessThanOrEqual(this.clock.now()) },
      order: { validUntil: 'ASC', id: 'ASC' },
      take: MOST_ENDED,
    });
  }

  /** Takes note that a grant's time is over; false when somebody else did. */
  async noteEnd({ id, validUntil }: GrantByHandEntity, manager: EntityManager): Promise<boolean> {
    const { affected } = await manager.update(
      GrantByHandEntity,
      { id, endedAt: IsNull() },
      { endedAt: validUntil },
    );
    return affected === 1;
  }

  private valid() {
    return { endedAt: IsNull(), validUntil: MoreThan(this.clock.now()) };
  }
}

function asGiven({
  id,
  targetKind,
  targetRef,
  asRole,
  vms,
  reason,
  validUntil,
}: GrantByHandEntity): GivenByHand {
  return {
    id,
    target: { kind: targetKind, ref: targetRef },
    ...(asRole === null ? {} : { as: asRole }),
    ...(vms === null ? {} : { quota: { vms } }),
    reason,
    validUntil: validUntil.toISOString(),
  };
}
