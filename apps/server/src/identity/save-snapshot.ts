import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock, newId } from '../platform/index';
import { AttributeSnapshotEntity } from './attribute-snapshot.entity';

/** What was released about an account, as the policy may read it, with what did not come through. */
export type Release = Pick<AttributeSnapshotEntity, 'attributes' | 'dropped' | 'unmapped' | 'authn'>;

/** Replaces the account's attribute snapshot as a whole: what is no longer released is gone. */
@Injectable()
export class SaveSnapshot {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async run(
    accountId: string,
    release: Release,
    manager: EntityManager = this.source.manager,
  ): Promise<AttributeSnapshotEntity> {
    const { attributes, dropped, unmapped, authn } = release;
    const facts = { takenAt: this.clock.now(), attributes, dropped, unmapped, authn };
    const { affected } = await manager.update(AttributeSnapshotEntity, { accountId }, facts);
    if (!affected) await manager.insert(AttributeSnapshotEntity, { id: newId(), accountId, ...facts });
    return manager.findOneByOrFail(AttributeSnapshotEntity, { accountId });
  }
}
