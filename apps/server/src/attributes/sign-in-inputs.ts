import { Injectable } from '@nestjs/common';
import type { DecisionInput } from '@virlab/policy';
import { DataSource } from 'typeorm';
import { VirlabError } from '../platform/index';
import { ReadDecisionInput } from '../policies/index';
import { SignInRecordEntity } from './sign-in-record.entity';

/** What the policy was asked at one recorded sign-in, and whose it was. */
export interface SignInInput {
  input: DecisionInput;
  /** Null when it was refused before it was known. */
  userId: string | null;
}

/** Reads recorded sign-ins as the policy is asked about them. */
@Injectable()
export class SignInInputs {
  constructor(
    private readonly source: DataSource,
    private readonly readInput: ReadDecisionInput,
  ) {}

  /** @throws VirlabError `not-found` when there is no such record (any more) */
  async get(id: string): Promise<SignInInput> {
    const record = await this.source.manager.findOneBy(SignInRecordEntity, { id });
    if (!record) throw new VirlabError('not-found');
    const { entityId, provider, release, userId } = record;
    const facts = (await this.readInput.providerFacts([entityId])).get(entityId) ?? {};
    // Without a prototype: an attribute called `__proto__` is an attribute and nothing else.
    const attributes = Object.create(null) as Record<string, string[]>;
    for (const { attr, value, fate } of release.values) {
      if (fate !== 'kept' || value === undefined) continue;
      const text = value.scope === undefined ? value.value : `${value.value}@${value.scope}`;
      attributes[attr] = [...(attributes[attr] ?? []), text];
    }
    return { userId, input: { idp: { entityId, ...facts }, attributes, session: { protocol: provider } } };
  }
}
