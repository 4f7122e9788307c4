import type { DecisionInput, DroppedValue } from '@virlab/policy';
import type { KnownAccount, KnownRelease } from '../../identity/index';
import { inputOf, type ProviderFacts } from '../../policies/for-threads/index';

/** An account with what was released about it last. */
export interface KnownPerson extends KnownAccount {
  /** Undefined when nothing is kept of it. */
  released?: {
    takenAt: number;
    attributes: Record<string, string[]>;
    dropped: DroppedValue[];
    authn: DecisionInput['authn'] & object;
  };
}

/** Lists of values that many people have are kept once; beyond this many different ones, sharing costs more than it saves. */
const MOST_SHARED = 50_000;
/** Longer lists are hardly ever the same for two people. */
const LONGEST_SHARED = 4;

/** Everybody who is known, read once and kept up to date from then on. Filled while it is already asked. */
export class KnownPeople {
  /** One for each person, the account that signed in last counts; by account id. */
  private readonly listed: KnownPerson[] = [];
  private readonly byAccount = new Map<string, KnownPerson>();
  /** Accounts of the few who have several. */
  private readonly several = new Map<string, KnownPerson[]>();
  private readonly users = new Set<string>();
  private readonly lists = new Map<string, string[]>();
  private settled = 0;
  private isComplete = false;
  private wake: (() => void)[] = [];

  addAccounts(accounts: readonly KnownAccount[]): void {
    for (const { id, userId, issuer, provider } of accounts) {
      const person: KnownPerson = { id, userId, issuer, provider };
      this.byAccount.set(id, person);
      const known = this.several.get(userId);
      if (known) known.push(person);
      else if (this.users.has(userId)) {
        const first = this.listed.findIndex((one) => one.userId === userId);
        this.several.set(userId, [...this.listed.splice(first, 1), person]);
      } else this.listed.push(person);
      this.users.add(userId);
    }
    if (this.isComplete) this.settled = this.listed.length;
  }

  /** How many people there are; all accounts have to be here. */
  get count(): number {
    return this.users.size;
  }

  /** Takes in what was released, in order of account ids unless everything is here already. */
  addReleases(releases: readonly KnownRelease[]): void {
    for (const { accountId, takenAt, attributes, dropped, authn } of releases) {
      const person = this.byAccount.get(accountId);
      if (!person) continue;
      person.released = {
        takenAt,
        attributes: this.share(readJson(attributes, {})),
        dropped: readJson(dropped, []),
        authn: readJson(authn, {}),
      };
    }
    const last = releases.at(-1)?.accountId;
    if (this.isComplete || last === undefined) return;
    while (this.settled < this.listed.length && (this.listed[this.settled]?.id ?? '') <= last)
      this.settled += 1;
    this.wakeAll();
  }

  complete(): void {
    this.isComplete = true;
    this.settled = this.listed.length;
    // Nobody adds accounts any more; what was only needed to tell equal lists and people apart is let go.
    this.lists.clear();
    this.wakeAll();
  }

  /** Everybody once; waits for those who are not read yet. */
  async *all(): AsyncGenerator<readonly KnownPerson[]> {
    for (let from = 0; ;) {
      if (from < this.settled) {
        const to = this.settled;
        yield this.listed.slice(from, to);
        from = to;
      } else if (this.isComplete) break;
      else await new Promise<void>((resolve) => this.wake.push(resolve));
    }
    const latest = [...this.several.values()].map((accounts) =>
      accounts.reduce((a, b) => ((b.released?.takenAt ?? -1) > (a.released?.takenAt ?? -1) ? b : a)),
    );
    yield latest;
  }

  private wakeAll(): void {
    for (const resolve of this.wake.splice(0)) resolve();
  }

  private share(attributes: Record<string, string[]>): Record<string, string[]> {
    for (const [name, values] of Object.entries(attributes)) {
      if (!Array.isArray(values) || values.length > LONGEST_SHARED) continue;
      const key = JSON.stringify(values);
      const known = this.lists.get(key);
      if (known) attributes[name] = known;
      else if (this.lists.size < MOST_SHARED) this.lists.set(key, values);
    }
    return attributes;
  }
}

/** What the policy is asked about a person. */
export function inputOfPerson(
  person: KnownPerson,
  providers: ReadonlyMap<string, ProviderFacts>,
): DecisionInput {
  return inputOf(person, providers.get(person.issuer) ?? {}, person.released ?? null);
}

/** A kept document that cannot be read says nothing: no answer means no. */
function readJson<T>(text: string | null, nothing: T): T {
  try {
    return (JSON.parse(text ?? 'null') as T | null) ?? nothing;
  } catch {
    return nothing;
  }
}
