import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { VirlabError } from '../platform/index';
import { specOf, type TemplateInUse } from './template-spec';
import { TemplateEntity } from './template.entity';
import { TemplateVersionEntity } from './template-version.entity';

/** Reads templates and their versions. */
@Injectable()
export class Templates {
  constructor(private readonly source: DataSource) {}

  /** @throws VirlabError `template-not-found` */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<TemplateEntity> {
    const found = await manager.findOneBy(TemplateEntity, { id });
    if (!found) throw new VirlabError('template-not-found', { detail: `no template ${id}` });
    return found;
  }

  /** Every template, in order of title. */
  all(manager: EntityManager = this.source.manager): Promise<TemplateEntity[]> {
    return manager.find(TemplateEntity, { order: { title: 'ASC', id: 'ASC' } });
  }

  /** Every version of every template, or of one; the newest of each first. */
  versions(id?: string, manager: EntityManager = this.source.manager): Promise<TemplateVersionEntity[]> {
    return manager.find(TemplateVersionEntity, {
      ...(id === undefined ? {} : { where: { templateId: id } }),
      order: { templateId: 'ASC', number: 'DESC' },
    });
  }

  /** The versions that stand on an image. */
  onImage(imagePath: string, manager: EntityManager = this.source.manager): Promise<TemplateVersionEntity[]> {
    return manager.find(TemplateVersionEntity, { where: { imagePath }, relations: { template: true } });
  }

  /** The current versions of the templates of these ids that exist, by id of the template. */
  inUse(
    ids: readonly string[],
    manager: EntityManager = this.source.manager,
  ): Promise<Map<string, TemplateInUse>> {
    return currentTemplates(ids, manager);
  }

  /** One version of a template; null when there is none of that number. */
  async version(
    id: string,
    number: number,
    manager: EntityManager = this.source.manager,
  ): Promise<TemplateInUse | null> {
    const version = await manager.findOne(TemplateVersionEntity, {
      where: { templateId: id, number },
      relations: { template: true },
    });
    return version?.template ? join(version.template, version) : null;
  }
}

/** The current versions of the templates of these ids that exist, by id of the template. */
export async function currentTemplates(
  ids: readonly string[],
  manager: EntityManager,
): Promise<Map<string, TemplateInUse>> {
  if (ids.length === 0) return new Map();
  const templates = await manager.findBy(TemplateEntity, { id: In([...new Set(ids)]) });
  if (templates.length === 0) return new Map();
  const versions = await manager.find(TemplateVersionEntity, {
    where: templates.map(({ id, currentVersion }) => ({ templateId: id, number: currentVersion })),
  });
  const found = templates.flatMap((template) => {
    const version = versions.find(({ templateId }) => templateId === template.id);
    return version ? [[template.id, join(template, version)] as const] : [];
  });
  return new Map(found);
}

function join({ id, title, icon }: TemplateEntity, version: TemplateVersionEntity): TemplateInUse {
  return { id, title, icon, version: version.number, ...specOf(version) };
}
