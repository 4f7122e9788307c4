import type { Template, TemplateDetail, Templates as TemplateList, TemplateVersion } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import path from 'node:path';
import { type ImageEntity, ImageRepository } from '../../images/index';
import { VersionCounts } from '../../machines/index';
import {
  partsOf,
  Pools,
  type PoolEntity,
  type TemplateEntity,
  Templates,
  type TemplateVersionEntity,
} from '../../pools/index';

/** What templates are shown against. */
interface Around {
  pools: PoolEntity[];
  counts: ReadonlyMap<string, ReadonlyMap<number, number>>;
  images: ReadonlyMap<string, ImageEntity>;
}

/** Templates and their versions as the API tells them. */
@Injectable()
export class PresentTemplates {
  constructor(
    private readonly templates: Templates,
    private readonly pools: Pools,
    private readonly counts: VersionCounts,
    private readonly images: ImageRepository,
  ) {}

  async all(): Promise<TemplateList> {
    const around = await this.around();
    const versions = await this.templates.versions();
    const templates = (await this.templates.all()).flatMap((template) => {
      const own = versions.filter(({ templateId }) => templateId === template.id);
      return present(template, own, around) ?? [];
    });
    return { templates };
  }

  /** @throws VirlabError `template-not-found` */
  async one(id: string): Promise<TemplateDetail> {
    const template = await this.templates.get(id);
    const versions = await this.templates.versions(id);
    const around = await this.around();
    const shown = present(template, versions, around);
    if (!shown) throw new Error(`template ${id} has no current version`);
    const history = versions.map((version) => presentVersion(template, version, around));
    return { ...shown, history, latest: template.latestVersion };
  }

  private async around(): Promise<Around> {
    const [pools, counts, images] = await Promise.all([
      this.pools.all(),
      this.counts.all(),
      this.images.inState('ready'),
    ]);
    return { pools, counts, images: new Map(images.map((one) => [path.join(one.folder, one.name), one])) };
  }
}

function present(
  template: TemplateEntity,
  versions: readonly TemplateVersionEntity[],
  around: Around,
): Template | null {
  const { id, title, icon, currentVersion, updatedAt } = template;
  const current = versions.find(({ number }) => number === currentVersion);
  if (!current) return null;
  const counts = around.counts.get(id) ?? new Map<number, number>();
  const machines = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const pools = around.pools.filter(
    (pool) => pool.templateId === id || partsOf(pool).some(({ templateId }) => templateId === id),
  );
  return {
    ...{ id, title, icon, versions: versions.length, machines },
    current: presentVersion(template, current, around),
    behind: machines - (counts.get(currentVersion) ?? 0),
    pools: pools.map((pool) => ({ id: pool.id, title: pool.title })),
    changedAt: updatedAt.toISOString(),
  };
}

function presentVersion(
  { id, currentVersion }: TemplateEntity,
  version: TemplateVersionEntity,
  { counts, images }: Around,
): TemplateVersion {
  const { number, imagePath, memoryMiB, vcpus, diskGiB, readyLine, display, comment, byName, at } = version;
  const image = images.get(imagePath);
  return {
    ...{ version: number, isCurrent: number === currentVersion, image: imagePath, memoryMiB, vcpus },
    ...{ diskGiB, readyLine, display, by: byName, at: at.toISOString() },
    ...(comment === null ? {} : { comment }),
    machines: counts.get(id)?.get(number) ?? 0,
    ...(image ? { imageBytes: image.bytes } : {}),
    ...(image && image.virtualBytes !== null ? { virtualBytes: image.virtualBytes } : {}),
  };
}
