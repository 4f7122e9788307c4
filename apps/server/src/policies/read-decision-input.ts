import { Injectable } from '@nestjs/common';
import type { DecisionInput } from '@virlab/policy';
import { DataSource, type EntityManager } from 'typeorm';
import { IdentityProviders } from '../federation/index';
import { type AccountEntity, Accounts, ReadSnapshots } from '../identity/index';
import { VirlabError } from '../platform/index';
import { inputOf, type ProviderFacts } from './input-of';

/** What the policy is asked about one account. */
export interface KnownInput {
  input: DecisionInput;
  /** When the attributes were released; null when none ever were. */
  takenAt: Date | null;
}

/** Puts together what is known of an account: what was released last, and what its identity provider is. */
@Injectable()
export class ReadDecisionInput {
  constructor(
    private readonly source: DataSource,
    private readonly accounts: Accounts,
    private readonly snapshots: ReadSnapshots,
    private readonly providers: IdentityProviders,
  ) {}

  async run(account: AccountEntity, manager: EntityManager = this.source.manager): Promise<KnownInput> {
    const snapshot = await this.snapshots.ofAccount(account.id, manager);
    const facts = await this.factsOf(account.issuer, manager);
    return { input: inputOf(account, facts, snapshot), takenAt: snapshot?.takenAt ?? null };
  }

  /** The same of every known account, with three reads for all of them. */
  async all(): Promise<{ account: AccountEntity; input: DecisionInput }[]> {
    const accounts = await this.accounts.all();
    const snapshots = new Map((await this.snapshots.all()).map((one) => [one.accountId, one]));
    const facts = await this.providerFacts(new Set(accounts.map(({ issuer }) => issuer)));
    return accounts.map((account) => ({
      account,
      input: inputOf(account, facts.get(account.issuer) ?? {}, snapshots.get(account.id) ?? null),
    }));
  }

  /** What is known of identity providers, by entityID. */
  async providerFacts(entityIds: Iterable<string>): Promise<Map<string, ProviderFacts>> {
    const facts = new Map<string, ProviderFacts>();
    for (const entityId of entityIds) facts.set(entityId, await this.factsOf(entityId, this.source.manager));
    return facts;
  }

  /** A provider that is gone or unusable has no facts: rules that ask for them find nothing released. */
  private async factsOf(entityId: string, manager: EntityManager): Promise<ProviderFacts> {
    try {
      const { metadata } = await this.providers.get(entityId, manager);
      const { registrationAuthority, entityCategories, assurance } = metadata;
      return { registrationAuthority, entityCategories, assurance };
    } catch (error) {
      if (error instanceof VirlabError) return {};
      throw error;
    }
  }
}
