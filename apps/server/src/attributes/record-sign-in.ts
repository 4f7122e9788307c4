import type { NormalizedAttributes, ReleaseAccount, ValueFate } from '@virlab/attributes';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Clock, currentRequest, newId, sha256 } from '../platform/index';
import { type MissingAttribute, SignInRecordEntity } from './sign-in-record.entity';

/** Sign-ins of one account that are kept. */
export const MOST_OF_AN_ACCOUNT = 10;
/** What is kept of one sign-in: real releases are a tenth of it. */
const MOST_VALUES = 300;
const MOST_UNMAPPED = 100;
const LONGEST_VALUE = 2_000;

/** What an identity provider released at a sign-in, and by which rules it was read. */
export interface ReadRelease {
  provider: string;
  entityId: string;
  rulesVersion: number;
  account: NormalizedAttributes['account'];
}

/** How a sign-in ended. */
export interface SignInOutcome {
  account?: { id: string; userId: string };
  /** Failure code when it was refused. */
  code?: string;
  policyVersion?: number;
  missing: MissingAttribute[];
}

/**
 * Keeps what came at a sign-in, for the identity admin who asks why somebody lacks something. Values are personal data:
 * the last ten sign-ins of an account are kept, none longer than 30 days.
 */
@Injectable()
export class RecordSignIn {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Within `manager`'s transaction, or at once. */
  async run(
    release: ReadRelease,
    { account, code, policyVersion, missing }: SignInOutcome,
    manager: EntityManager = this.source.manager,
  ): Promise<void> {
    const { provider, entityId, rulesVersion } = release;
    const kept = release.account.values.filter(({ fate }) => fate === 'kept').map(({ attr }) => attr);
    await manager.insert(SignInRecordEntity, {
      id: newId(),
      at: this.clock.now(),
      reference: currentRequest()?.requestId ?? 'none',
      provider,
      entityId,
      entityHash: sha256(entityId),
      accountId: account?.id ?? null,
      userId: account?.userId ?? null,
      outcome: code === undefined ? 'signed-in' : 'refused',
      code: code ?? null,
      rulesVersion,
      policyVersion: policyVersion ?? null,
      release: bounded(release.account),
      keptIds: [...new Set(kept)].sort(),
      missing,
    });
    if (account) await this.forgetOlder(account.id, manager);
  }

  private async forgetOlder(accountId: string, manager: EntityManager): Promise<void> {
    const older = await manager.find(SignInRecordEntity, {
      select: { id: true },
      where: { accountId },
      order: { at: 'DESC', id: 'DESC' },
      skip: MOST_OF_AN_ACCOUNT,
      take: 100,
    });
    if (older.length > 0) await manager.delete(SignInRecordEntity, { id: In(older.map(({ id }) => id)) });
  }
}

/** Whatever a provider sends, a record stays small; what is cut ends in `…`. */
function bounded({ values, unmapped }: ReleaseAccount): ReleaseAccount {
  return {
    values: values.slice(0, MOST_VALUES).map(cut),
    unmapped: unmapped.slice(0, MOST_UNMAPPED).map((one) => ({ ...one, name: short(one.name) })),
  };
}

function cut({ came, value, ...fate }: ValueFate): ValueFate {
  return {
    ...fate,
    came:
      typeof came === 'string'
        ? short(came)
        : 'value' in came
          ? { ...came, value: short(came.value) }
          : { unsupportedElement: short(came.unsupportedElement) },
    ...(value === undefined ? {} : { value: { ...value, value: short(value.value) } }),
  };
}

function short(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
