import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { Clock, sha256 } from '../platform/index';
import { CurrentPolicy } from '../policies/index';
import { IDENTIFIER, neededByRules } from './needed-attributes';
import { type MissingAttribute, SignInRecordEntity } from './sign-in-record.entity';

const DAY_MS = 86_400_000;
const LOOK_BACK_MS = 30 * DAY_MS;
/** What a provider releases shows in its last sign-ins; more would only make the look slower. */
const MOST_SIGN_INS = 200;

/** An attribute that the policy's rules, or recognising a person, need. */
export interface NeededOfProvider {
  /** Attribute id, or {@link IDENTIFIER}. */
  id: string;
  /** True when it came, and a value of it was kept, at one of the last sign-ins at least. */
  came: boolean;
  lastAt?: Date;
}

/** What a provider released at its last sign-ins. */
export interface ReleasedByProvider {
  /** How many sign-ins were looked at: the last 200 of 30 days. Nothing can be said of a provider with none. */
  signIns: number;
  needed: NeededOfProvider[];
  /** Every attribute of which a value was kept, by id. */
  released: { id: string; signIns: number; lastAt: Date }[];
}

/** Tells what identity providers release, from the sign-ins of the last 30 days. */
@Injectable()
export class ReleasedAttributes {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: CurrentPolicy,
  ) {}

  async ofProvider(entityId: string): Promise<ReleasedByProvider> {
    const rows = await this.lastOf(entityId);
    const released = countIds(rows);
    const needed = neededByRules((await this.policy.find())?.table, entityId);
    const identified = rows.find(({ missing }) => !missing.some(({ attr }) => attr === IDENTIFIER));
    return {
      signIns: rows.length,
      needed: [
        { id: IDENTIFIER, came: identified !== undefined, ...(identified ? { lastAt: identified.at } : {}) },
        ...needed.map(({ attr }): NeededOfProvider => {
          const found = released.get(attr);
          return { id: attr, came: found !== undefined, ...(found ? { lastAt: found.lastAt } : {}) };
        }),
      ],
      released: [...released]
        .map(([id, seen]) => ({ id, ...seen }))
        .sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id))),
    };
  }

  /** Of how many people of a provider each of some attributes was missing when they last signed in. */
  async lackedBy(
    entityId: string,
    missing: readonly MissingAttribute[],
  ): Promise<(MissingAttribute & { lackedBy: number; people: number })[]> {
    if (missing.length === 0) return [];
    const latest = new Map<string, SignInRecordEntity>();
    for (const row of await this.lastOf(entityId)) {
      const person = row.accountId ?? row.id;
      if (!latest.has(person)) latest.set(person, row);
    }
    const people = [...latest.values()];
    return missing.map(({ attr, rules }) => {
      const lackedBy = people.filter((row) => row.missing.some((one) => one.attr === attr)).length;
      return { attr, rules, lackedBy, people: people.length };
    });
  }

  private lastOf(entityId: string): Promise<SignInRecordEntity[]> {
    return this.source.manager.find(SignInRecordEntity, {
      select: { id: true, at: true, accountId: true, keptIds: true, missing: true },
      where: {
        entityHash: sha256(entityId),
        at: MoreThan(new Date(this.clock.now().getTime() - LOOK_BACK_MS)),
      },
      order: { at: 'DESC', id: 'DESC' },
      take: MOST_SIGN_INS,
    });
  }
}

/** How often each id came, and when last; the rows stand newest first. */
function countIds(rows: readonly SignInRecordEntity[]): Map<string, { signIns: number; lastAt: Date }> {
  const counted = new Map<string, { signIns: number; lastAt: Date }>();
  for (const { at, keptIds } of rows) {
    for (const id of keptIds) {
      const known = counted.get(id);
      counted.set(id, { signIns: (known?.signIns ?? 0) + 1, lastAt: known?.lastAt ?? at });
    }
  }
  return counted;
}
