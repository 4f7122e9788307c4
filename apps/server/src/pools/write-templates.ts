import type { TemplateIcon } from '@virlab/contracts';
import type { EntityManager } from 'typeorm';
import { requireImageKind } from './require-image-kind';
import type { TemplateSpecRow } from './template-spec';
import { TemplateEntity } from './template.entity';
import { TemplateVersionEntity } from './template-version.entity';

/** Who made a version, and why. */
export interface VersionNote {
  byId: string | null;
  byName: string;
  comment: string | null;
  at: Date;
}

/** Writes a template that is not there yet, with its first version. */
export async function insertTemplate(
  template: { id: string; title: string; icon: TemplateIcon },
  spec: TemplateSpecRow,
  note: VersionNote,
  manager: EntityManager,
): Promise<void> {
  await manager.insert(TemplateEntity, {
    ...template,
    ...{ currentVersion: 1, latestVersion: 1, updatedAt: note.at },
  });
  await manager.insert(TemplateVersionEntity, { ...spec, ...note, templateId: template.id, number: 1 });
}

/**
 * Adds a version and makes it the current one.
 *
 * @returns its number; null when somebody else added one after `after`
 * @throws VirlabError `template-image-kind`
 */
export async function insertVersion(
  id: string,
  spec: TemplateSpecRow,
  note: VersionNote,
  after: number,
  manager: EntityManager,
): Promise<number | null> {
  await requireImageKind(id, spec.imagePath, manager);
  const number = after + 1;
  const { affected } = await manager.update(
    TemplateEntity,
    { id, latestVersion: after },
    { latestVersion: number, currentVersion: number, updatedAt: note.at },
  );
  if (affected !== 1) return null;
  await manager.insert(TemplateVersionEntity, { ...spec, ...note, templateId: id, number });
  return number;
}

/**
 * Makes another version the current one; false when the current one is not `from` any more.
 *
 * @throws VirlabError `template-image-kind`
 */
export async function setCurrentVersion(
  id: string,
  { from, to, at }: { from: number; to: number; at: Date },
  manager: EntityManager,
): Promise<boolean> {
  const version = await manager.findOneBy(TemplateVersionEntity, { templateId: id, number: to });
  if (version) await requireImageKind(id, version.imagePath, manager);
  const { affected } = await manager.update(
    TemplateEntity,
    { id, currentVersion: from },
    { currentVersion: to, updatedAt: at },
  );
  return affected === 1;
}

/** Writes what holds for every version. */
export async function updateTemplate(
  id: string,
  change: { title?: string; icon?: TemplateIcon; updatedAt: Date },
  manager: EntityManager,
): Promise<void> {
  await manager.update(TemplateEntity, { id }, change);
}

/** Takes away a version that is not the current one; false when it is, or was not there. */
export async function deleteVersion(id: string, number: number, manager: EntityManager): Promise<boolean> {
  if (await manager.existsBy(TemplateEntity, { id, currentVersion: number })) return false;
  const { affected } = await manager.delete(TemplateVersionEntity, { templateId: id, number });
  return affected === 1;
}

/** Takes away a template with its versions. A pool that stands on it stops this by its foreign key. */
export async function deleteTemplate(id: string, manager: EntityManager): Promise<void> {
  await manager.delete(TemplateVersionEntity, { templateId: id });
  await manager.delete(TemplateEntity, { id });
}
