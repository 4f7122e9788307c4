import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { HostEntity } from '../hypervisors/index';
import { afterCommit } from '../database/index';
import { Bus, Clock, VirlabError } from '../platform/index';
import { PoolEntity } from './pool.entity';
import { TemplateEntity } from './template.entity';

/** Writes one pool as a resource file says it. */
@Injectable()
export class SavePool {
  constructor(
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  /**
   * Says what became of it. Machines that exist stay on the host they are on.
   *
   * @throws VirlabError `resource-invalid` when its template or host is not there
   */
  async run(
    wanted: { id: string; title: string; templateId: string; hostId: string; classId?: string | null },
    manager: EntityManager,
  ): Promise<'created' | 'changed' | 'unchanged'> {
    const { id, title, templateId, hostId } = wanted;
    const row = { id, title, templateId, hostId, classId: wanted.classId ?? null };
    const errors = [
      ...((await manager.existsBy(TemplateEntity, { id: templateId }))
        ? []
        : [{ path: 'template', message: `there is no template "${templateId}"` }]),
      ...((await manager.existsBy(HostEntity, { id: hostId }))
        ? []
        : [{ path: 'host', message: `there is no host "${hostId}"` }]),
    ];
    if (errors.length > 0) throw new VirlabError('resource-invalid', { errors });
    const found = await manager.findOneBy(PoolEntity, { id });
    if (found && Object.entries(row).every(([field, value]) => found[field as keyof typeof row] === value)) {
      return 'unchanged';
    }
    await manager.save(PoolEntity, { ...row, updatedAt: this.clock.now() });
    // A host is proved by the template of a pool of its own, which it may have only now.
    afterCommit(manager, () => this.bus.tell({ type: 'host-changed', hostId }));
    return found ? 'changed' : 'created';
  }
}
