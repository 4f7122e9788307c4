import type { SavePool as PoolChange } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Classes } from '../../classes/index';
import { VirlabError } from '../../platform/index';
import { SavePool } from '../../pools/index';

/** Writes a pool as an operator sent it, with its faults at the fields of what was sent. */
@Injectable()
export class WritePool {
  constructor(
    private readonly save: SavePool,
    private readonly classes: Classes,
  ) {}

  /**
   * Which fields it changed; none when it was so already.
   *
   * @throws VirlabError `pool-invalid` with every fault at its field
   */
  async run(id: string, wanted: Omit<PoolChange, 'updatedAt'>, manager: EntityManager): Promise<string[]> {
    const [hostId = '', ...hostIds] = wanted.hosts;
    const { title, kind, template: templateId, class: classId, settings } = wanted;
    const wish = { ...{ id, title, kind, templateId, hostId, hostIds }, ...{ classId, settings } };
    const isClassThere = classId === null || (await this.classes.byIds([classId], manager)).size > 0;
    const faults = isClassThere ? [] : [{ path: 'class', message: `there is no class "${classId}"` }];
    try {
      return (await this.save.save(wish, manager, faults)).fields;
    } catch (error) {
      if (!(error instanceof VirlabError) || error.code !== 'resource-invalid') throw error;
      const errors = (error.errors ?? []).map(({ path, message }) => ({ path: placeOf(path), message }));
      throw new VirlabError('pool-invalid', { errors });
    }
  }
}

/** A resource names its first host apart from the others; here they are one list. */
function placeOf(path: string): string {
  if (path === 'host') return 'hosts.0';
  return path.replace(/^hosts\.(\d+)$/, (_, index: string) => `hosts.${Number(index) + 1}`);
}
