import type { PoolDetail } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Classes } from '../../classes/index';
import { MachineStock, MachineTerms } from '../../machines/index';
import { VirlabError } from '../../platform/index';
import { Pools, settingsOf } from '../../pools/index';
import { ReadPoolChoices } from './read-pool-choices';

/** One pool with how it keeps its machines, how many there are of which sort, and what it might be changed to. */
@Injectable()
export class PresentPool {
  constructor(
    private readonly pools: Pools,
    private readonly classes: Classes,
    private readonly stock: MachineStock,
    private readonly terms: MachineTerms,
    private readonly readChoices: ReadPoolChoices,
  ) {}

  /** @throws VirlabError `pool-not-found` */
  async run(id: string): Promise<PoolDetail> {
    const pool = (await this.pools.withTemplate([id])).get(id);
    if (!pool) throw new VirlabError('pool-not-found', { detail: `no pool ${id}` });
    const { templates, hosts, classes, campusTimeZone } = await this.readChoices.run();
    const ofClass =
      pool.classId === null ? undefined : (await this.classes.byIds([pool.classId])).get(pool.classId);
    const { all, owned, running, free, leased } = await this.stock.count(id);
    const waiting = (await this.stock.queue(id)).length;
    const opensAt = this.terms.opensAt(pool);
    const used = [pool.hostId, ...(pool.hostIds ?? [])];
    return {
      ...{ id, title: pool.title, kind: pool.kind, settings: settingsOf(pool) },
      template: { id: pool.template.id, title: pool.template.title },
      hosts: used.map((one) => hosts.find((host) => host.id === one) ?? { id: one, title: one }),
      ...(ofClass ? { class: { id: ofClass.id, code: ofClass.code, title: ofClass.title } } : {}),
      machines: { all, owned, running, spares: free, leased, waiting },
      ...(opensAt ? { opensAt: opensAt.toISOString() } : {}),
      ...{ campusTimeZone, updatedAt: pool.updatedAt.toISOString() },
      choices: { templates, hosts, classes },
    };
  }
}
