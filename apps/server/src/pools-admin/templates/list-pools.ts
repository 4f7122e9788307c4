import type { PoolSummaries } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Classes } from '../../classes/index';
import { VersionCounts } from '../../machines/index';
import { partsOf, Pools, Templates } from '../../pools/index';

/** The list of pools: what each is made of, for whom, and how many of its machines are on. */
@Injectable()
export class ListPools {
  constructor(
    private readonly pools: Pools,
    private readonly templates: Templates,
    private readonly classes: Classes,
    private readonly counts: VersionCounts,
  ) {}

  async run(): Promise<PoolSummaries> {
    const pools = await this.pools.all();
    const [templates, classes, machines] = await Promise.all([
      this.templates.inUse(
        pools.flatMap((pool) => [pool.templateId, ...partsOf(pool).map(({ templateId }) => templateId)]),
      ),
      this.classes.byIds(pools.flatMap(({ classId }) => classId ?? [])),
      this.counts.byPool(),
    ]);
    return {
      pools: pools.map((pool) => {
        const ids = new Set(partsOf(pool).map(({ templateId }) => templateId));
        const found = classes.get(pool.classId ?? '');
        return {
          ...{ id: pool.id, title: pool.title, kind: pool.kind },
          templates: [...ids].flatMap((id) => {
            const template = templates.get(id);
            return template ? [{ id, title: template.title, version: template.version }] : [];
          }),
          ...(found ? { class: { id: found.id, title: found.title } } : {}),
          machines: machines.get(pool.id) ?? { known: 0, on: 0 },
        };
      }),
    };
  }
}
