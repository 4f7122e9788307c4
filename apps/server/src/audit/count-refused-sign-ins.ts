import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditEventEntity } from './audit-event.entity';

/** Refused sign-ins of one identity provider and one code. */
export interface RefusedSignIns {
  entityId: string;
  code: string;
  times: number;
  lastAt: Date;
}

/** Counts refused sign-ins by the identity provider they were tried with. */
@Injectable()
export class CountRefusedSignIns {
  constructor(private readonly source: DataSource) {}

  /** Since a moment, those with the most first. */
  async since(moment: Date): Promise<RefusedSignIns[]> {
    const rows = await this.source.manager
      .createQueryBuilder(AuditEventEntity, 'event')
      .select('event.subjectId', 'entityId')
      .addSelect('event.code', 'code')
      .addSelect('COUNT(*)', 'times')
      .addSelect('MAX(event.at)', 'lastAt')
      .where('event.kind = :kind AND event.at >= :since', {
        kind: 'sign-in.refused',
        since: moment.getTime(),
      })
      .andWhere('event.subjectKind = :subject AND event.code IS NOT NULL', { subject: 'identity-provider' })
      .groupBy('event.subjectId')
      .addGroupBy('event.code')
      .getRawMany<Record<'entityId' | 'code' | 'times' | 'lastAt', string | number>>();
    return rows
      .map(({ entityId, code, times, lastAt }) => ({
        entityId: String(entityId),
        code: String(code),
        times: Number(times),
        lastAt: new Date(Number(lastAt)),
      }))
      .sort((a, b) => b.times - a.times);
  }
}
