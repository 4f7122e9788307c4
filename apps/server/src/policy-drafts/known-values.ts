import { Injectable } from '@nestjs/common';
import { isVirtual } from '@virlab/policy';
import { type KnownAccount, ReadKnownPeople } from '../identity/index';
import { Clock } from '../platform/index';
import { ReadDecisionInput } from '../policies/index';
import { PERSONAL } from './anonymous/personal-attributes';

/** Who may not see people sees no value that fewer of them have: it would tell who it is. */
export const A_FEW = 5;
const FRESH_MS = 60_000;
/** Of an attribute that nobody described: when so many people have mostly different values, it tells who it is. */
const ENOUGH_TO_TELL = 20;
const MOSTLY = 0.5;
/** An attribute with more distinct values is one of names or numbers: a value that nobody has says nothing. */
const A_FEW_WORDS = 200;
/** Distinct values of one attribute that are counted; an attribute with more is one of single people. */
const MOST_VALUES = 20_000;

/** What was released of one attribute. */
export interface KnownAttribute {
  /** People of whom it was. */
  people: number;
  /** People by value; empty for attributes that tell who it is. */
  values: ReadonlyMap<string, number>;
}

/** What was really released about everybody who is known. */
export interface KnownValuesFound {
  known: number;
  asOf: Date;
  byAttribute: ReadonlyMap<string, KnownAttribute>;
}

/** What the check of a policy may compare the values of rules with. */
export interface KnownWords {
  byAttribute: ReadonlyMap<string, readonly string[]>;
  /** Those that may be told to whoever may not see people, and their parts before and behind the `@`, in lower case. */
  told: ReadonlySet<string>;
}

type Values = ReadonlyMap<string, readonly string[]>;

/** Counts what was last released about known people. With many that takes seconds, during which others are served. */
@Injectable()
export class KnownValues {
  private latest: KnownValuesFound | undefined;
  private latestWords: KnownWords = { byAttribute: new Map(), told: new Set() };
  private counting: Promise<KnownValuesFound> | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly people: ReadKnownPeople,
    private readonly readInput: ReadDecisionInput,
  ) {}

  /** At most a minute old, unless counting takes longer than that. */
  async run(): Promise<KnownValuesFound> {
    const isFresh = this.latest && this.clock.now().getTime() < this.latest.asOf.getTime() + FRESH_MS;
    if (this.latest && isFresh) return this.latest;
    this.counting ??= this.count().finally(() => (this.counting = undefined));
    // Whoever comes while a new count is made gets the old one.
    return this.latest ?? this.counting;
  }

  /**
   * What was last counted, for the check of a policy, which never waits for it: empty until the first count is made. Only
   * attributes of a few words, and none that tells who it is.
   */
  words(): KnownWords {
    // A count that fails is told to whoever waits for one.
    void this.run().catch(() => undefined);
    return this.latestWords;
  }

  private async count(): Promise<KnownValuesFound> {
    const asOf = this.clock.now();
    const accounts = new Map<string, KnownAccount>();
    const accountsOf = new Map<string, number>();
    for await (const page of this.people.accounts()) {
      for (const account of page) {
        accounts.set(account.id, account);
        accountsOf.set(account.userId, (accountsOf.get(account.userId) ?? 0) + 1);
      }
    }
    const tally = new Tally();
    const several = new Map<string, Map<string, string[]>>();
    for await (const page of this.people.releases()) {
      for (const { accountId, attributes } of page) {
        const account = accounts.get(accountId);
        if (!account) continue;
        const released = new Map(Object.entries(JSON.parse(attributes) as Record<string, string[]>));
        if (accountsOf.get(account.userId) === 1) tally.add(released);
        else join(several, account.userId, released);
      }
    }
    for (const released of several.values()) tally.add(released);
    await this.addVirtual(tally, accounts);
    this.latest = { known: accountsOf.size, asOf, byAttribute: tally.found };
    this.latestWords = wordsOf(tally.found);
    return this.latest;
  }

  /** What the broker itself knows of the identity providers. */
  private async addVirtual(tally: Tally, accounts: ReadonlyMap<string, KnownAccount>): Promise<void> {
    const users = new Map<string, Set<string>>();
    for (const { issuer, userId } of accounts.values())
      users.set(issuer, (users.get(issuer) ?? new Set()).add(userId));
    const facts = await this.readInput.providerFacts(users.keys());
    for (const [entityId, { size }] of users) {
      const { registrationAuthority, entityCategories, assurance } = facts.get(entityId) ?? {};
      tally.add(
        new Map([
          ['idp.entityId', [entityId]],
          ['idp.registrationAuthority', registrationAuthority === undefined ? [] : [registrationAuthority]],
          ['idp.entityCategory', entityCategories ?? []],
          ['idp.assurance', assurance ?? []],
        ]),
        size,
      );
    }
  }
}

/** Whether the values of an attribute tell who it is. */
export function tellsWho(attr: string, { people, values }: KnownAttribute): boolean {
  if (PERSONAL.has(attr)) return true;
  return !isVirtual(attr) && people >= ENOUGH_TO_TELL && values.size > people * MOSTLY;
}

function wordsOf(found: KnownValuesFound['byAttribute']): KnownWords {
  const wordy = [...found].filter(
    ([attr, known]) => !tellsWho(attr, known) && known.values.size <= A_FEW_WORDS,
  );
  const told = wordy.flatMap(([, { values }]) =>
    [...values].flatMap(([value, people]) => (people < A_FEW ? [] : withParts(value.toLowerCase()))),
  );
  return {
    byAttribute: new Map(wordy.map(([attr, { values }]) => [attr, [...values.keys()].sort()])),
    told: new Set(told),
  };
}

function withParts(value: string): string[] {
  const at = value.indexOf('@');
  return at === -1 ? [value] : [value, value.slice(0, at), value.slice(at + 1)];
}

class Tally {
  readonly found = new Map<string, { people: number; values: Map<string, number> }>();

  /** Adds one person, or several of whom the same is known. */
  add(released: Values, people = 1): void {
    for (const [attr, values] of released) {
      if (values.length === 0) continue;
      const known = this.found.get(attr) ?? { people: 0, values: new Map<string, number>() };
      this.found.set(attr, known);
      known.people += people;
      if (PERSONAL.has(attr)) continue;
      for (const value of new Set(values)) {
        const count = known.values.get(value);
        if (count !== undefined || known.values.size < MOST_VALUES)
          known.values.set(value, (count ?? 0) + people);
      }
    }
  }
}

function join(people: Map<string, Map<string, string[]>>, userId: string, released: Values): void {
  const known = people.get(userId) ?? new Map<string, string[]>();
  people.set(userId, known);
  for (const [attr, values] of released) known.set(attr, [...(known.get(attr) ?? []), ...values]);
}
