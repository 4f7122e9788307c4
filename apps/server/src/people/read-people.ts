import { Injectable } from '@nestjs/common';
import { Entitlements } from '../entitlements/index';
import { IdentityProviders } from '../federation/index';
import { Accounts, ReadSnapshots, Users } from '../identity/index';
import { VirlabError } from '../platform/index';
import { LatestOutcomes } from '../policies/index';
import type { KnownPerson } from './known-person';

/** Reads known people with what was released about them and what they have. */
@Injectable()
export class ReadPeople {
  constructor(
    private readonly users: Users,
    private readonly accounts: Accounts,
    private readonly snapshots: ReadSnapshots,
    private readonly providers: IdentityProviders,
    private readonly entitlements: Entitlements,
    private readonly outcomes: LatestOutcomes,
  ) {}

  /** Everybody who ever signed in, in order of name. */
  async all(): Promise<KnownPerson[]> {
    const snapshots = new Map((await this.snapshots.all()).map((one) => [one.accountId, one]));
    const all = await this.accounts.all();
    const providers = await this.providers.records(all.map(({ issuer }) => issuer));
    const accounts = byUser(all);
    const rights = byUser(await this.entitlements.all());
    const outcomes = await this.outcomes.run();
    return (await this.users.all()).flatMap((user): KnownPerson[] => {
      const account = latestOf(accounts.get(user.id) ?? [], snapshots);
      if (!account) return [];
      return [
        {
          user,
          account,
          provider: providers.get(account.issuer),
          snapshot: snapshots.get(account.id),
          rights: rights.get(user.id) ?? [],
          latest: outcomes.get(account.id),
        },
      ];
    });
  }

  /** @throws VirlabError `person-not-found` */
  async get(userId: string): Promise<KnownPerson> {
    const user = await this.users.get(userId);
    const snapshots = new Map((await this.snapshots.ofUser(userId)).map((one) => [one.accountId, one]));
    const account = latestOf(await this.accounts.ofUser(userId), snapshots);
    if (!account) throw new VirlabError('person-not-found', { detail: `user ${userId} has no account` });
    return {
      user,
      account,
      provider: (await this.providers.findRecord(account.issuer)) ?? undefined,
      snapshot: snapshots.get(account.id),
      rights: await this.entitlements.ofUser(userId),
      latest: await this.outcomes.of(account.id),
    };
  }
}

function latestOf<A extends { id: string }>(
  accounts: readonly A[],
  snapshots: ReadonlyMap<string, { takenAt: Date }>,
): A | undefined {
  const takenAt = ({ id }: A) => snapshots.get(id)?.takenAt.getTime() ?? 0;
  return accounts.toSorted((a, b) => takenAt(b) - takenAt(a))[0];
}

function byUser<T extends { userId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.userId);
    if (group) group.push(row);
    else groups.set(row.userId, [row]);
  }
  return groups;
}
