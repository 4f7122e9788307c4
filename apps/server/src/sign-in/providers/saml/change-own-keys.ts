import { Injectable } from '@nestjs/common';
import {
  activateKey,
  addKey,
  describeCertificate,
  type OwnKey,
  type OwnKeyRecord,
  removeKey,
  retireKey,
} from '@virlab/saml';
import { DataSource } from 'typeorm';
import { AuditRecorder, type NewAuditEvent } from '../../../audit/index';
import { Clock } from '../../../platform/index';
import { OwnKeys } from './own-keys';

type Actor = NonNullable<NewAuditEvent['actor']>;
type Step = 'added' | 'activated' | 'retired' | 'removed';

/**
 * The steps of a key change. Each is in the trail before it holds: what cannot be written there is not done.
 *
 * All throw KeyChangeRefusal when the step would lock people out, and KeyFileFault when the files cannot be used.
 */
@Injectable()
export class ChangeOwnKeys {
  constructor(
    private readonly keys: OwnKeys,
    private readonly clock: Clock,
    private readonly source: DataSource,
    private readonly audit: AuditRecorder,
  ) {}

  /** Makes a key and publishes it. */
  add(actor: Actor): Promise<OwnKey> {
    return this.keys.change(async (keys, keep) => {
      const draft = this.keys.draft();
      const after = addKey<OwnKeyRecord>(keys, draft);
      const made = await this.keys.make(draft);
      try {
        await this.keepAudited('added', made, after, keep, actor);
      } catch (error) {
        await this.keys.discard(made.id);
        throw error;
      }
      return made;
    });
  }

  /** Signs by this key from now on. `anyway`: also before all can know it. */
  activate(id: string, anyway: boolean, actor: Actor): Promise<OwnKey> {
    return this.step('activated', id, actor, (keys) =>
      activateKey(keys, id, { now: this.clock.now(), anyway }),
    );
  }

  /** Publishes this key no longer. */
  retire(id: string, actor: Actor): Promise<OwnKey> {
    return this.step('retired', id, actor, (keys) => retireKey(keys, id, { now: this.clock.now() }));
  }

  /** Forgets this key and its file. `anyway`: also while somebody may encrypt by it. */
  async remove(id: string, anyway: boolean, actor: Actor): Promise<OwnKey> {
    const removed = await this.step('removed', id, actor, (keys) =>
      removeKey(keys, id, { now: this.clock.now(), anyway }),
    );
    await this.keys.discard(id);
    return removed;
  }

  private step(
    step: Step,
    id: string,
    actor: Actor,
    make: (keys: readonly OwnKey[]) => OwnKey[],
  ): Promise<OwnKey> {
    return this.keys.change(async (keys, keep) => {
      const after = make(keys);
      const key = after.find((one) => one.id === id) ?? keys.find((one) => one.id === id);
      if (!key) throw new Error(`the step left nothing of the key "${id}"`);
      await this.keepAudited(step, key, after, keep, actor);
      return key;
    });
  }

  private async keepAudited(
    step: Step,
    { id, pair }: OwnKey,
    after: readonly OwnKeyRecord[],
    keep: (after: readonly OwnKeyRecord[]) => Promise<void>,
    actor: Actor,
  ): Promise<void> {
    await this.source.transaction(async (manager) => {
      const { sha256 } = describeCertificate(pair.certificatePem);
      const subject = { kind: 'key', id, title: id };
      await this.audit.record(
        { kind: 'sign-in.key-changed', actor, subject, facts: { step, sha256 } },
        manager,
      );
      await keep(after);
    });
  }
}
