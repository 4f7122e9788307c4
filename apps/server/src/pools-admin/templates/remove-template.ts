import { Injectable } from '@nestjs/common';
import { VersionCounts } from '../../machines/index';
import { type Viewer, VirlabError } from '../../platform/index';
import { deleteTemplate, partsOf, Pools, Templates } from '../../pools/index';
import { WriteTemplate } from './write-template';

/** Takes a template away that no pool uses and no machine stands on. */
@Injectable()
export class RemoveTemplate {
  constructor(
    private readonly write: WriteTemplate,
    private readonly templates: Templates,
    private readonly pools: Pools,
    private readonly counts: VersionCounts,
  ) {}

  /** @throws VirlabError `template-not-found`, `template-in-use` with the pools or how many machines */
  async run(id: string, viewer: Viewer): Promise<void> {
    await this.write.run(viewer, async (manager) => {
      const { title } = await this.templates.get(id, manager);
      const using = (await this.pools.all(manager)).filter(
        (pool) => pool.templateId === id || partsOf(pool).some(({ templateId }) => templateId === id),
      );
      const machines = sum(await this.counts.all(manager), id);
      if (using.length > 0 || machines > 0) {
        const pools = using.map((pool) => pool.title).join(', ');
        throw new VirlabError('template-in-use', {
          publicDetail: using.length > 0 ? `used by ${pools}` : `${machines} machines stand on it`,
          context: { pools, machines: String(machines) },
        });
      }
      await deleteTemplate(id, manager);
      return { id, title, facts: { change: 'removed' } };
    });
  }
}

function sum(counts: ReadonlyMap<string, ReadonlyMap<number, number>>, id: string): number {
  return [...(counts.get(id)?.values() ?? [])].reduce((all, machines) => all + machines, 0);
}
