import type { AuditEvent } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { VirlabError } from '../platform/index';
import { AuditEventEntity } from './audit-event.entity';
import { presentAuditEvent } from './audit-event.presenter';

/** Reads one event of the trail. */
@Injectable()
export class FindAuditEvent {
  constructor(private readonly source: DataSource) {}

  /** @throws VirlabError `not-found` */
  async run(sequence: number): Promise<AuditEvent> {
    const event = await this.source.manager.findOneBy(AuditEventEntity, { sequence });
    if (event) return presentAuditEvent(event);
    throw new VirlabError('not-found', { publicDetail: `the trail has no event ${sequence}` });
  }
}
