import { Injectable } from '@nestjs/common';
import type { DecisionInput } from '@virlab/policy';
import { DataSource, type EntityManager } from 'typeorm';
import { IdentityProviders } from '../federation/index';
import { type AccountEntity, ReadSnapshots } from '../identity/index';
import { VirlabError } from '../platform/index';

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
    private readonly snapshots: ReadSnapshots,
    private readonly providers: IdentityProviders,
  ) {}

  async run(account: AccountEntity, manager: EntityManager = this.source.manager): Promise<KnownInput> {
    const snapshot = await this.snapshots.ofAccount(account.id, manager);
    const idp = { entityId: account.issuer, ...(await this.factsOf(account.issuer, manager)) };
    const input: DecisionInput = {
      idp,
      attributes: snapshot?.attributes ?? {},
      dropped: snapshot?.dropped ?? [],
      authn: snapshot?.authn ?? {},
      session: { protocol: account.provider },
    };
    return { input, takenAt: snapshot?.takenAt ?? null };
  }

  /** A provider that is gone or unusable has no facts: rules that ask for them find nothing released. */
  private async factsOf(entityId: string, manager: EntityManager) {
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
