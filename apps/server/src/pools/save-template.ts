import type { TemplateDisplay, TemplateIcon } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, VirlabError } from '../platform/index';
import { faultsOfTemplate } from './check-template';
import { isSameSpec, specOf, type TemplateSpecRow } from './template-spec';
import { TemplateEntity } from './template.entity';
import { TemplateVersionEntity } from './template-version.entity';
import { insertTemplate, insertVersion, setCurrentVersion, updateTemplate } from './write-templates';

/** A template as a resource file says it. */
export interface WantedTemplate {
  id: string;
  title: string;
  icon?: TemplateIcon;
  imagePath: string;
  memoryMiB: number;
  vcpus: number;
  diskGiB?: number | null;
  readyLine?: string | null;
  display?: TemplateDisplay;
  /** Why, for the list of versions. */
  comment?: string;
}

/** How the list of versions calls resource files. */
const BY_FILE = { byId: null, byName: 'Resource file' };

/** Writes one template as a resource file says it. What machines are made of changes by a new version alone. */
@Injectable()
export class SaveTemplate {
  constructor(private readonly clock: Clock) {}

  /**
   * Says what became of it. Machines that have a disk keep it until they are reverted. A file that says again what an
   * earlier version was makes that version the current one.
   *
   * @throws VirlabError `resource-invalid` with every fault; `template-image-kind`
   */
  async run(wanted: WantedTemplate, manager: EntityManager): Promise<'created' | 'changed' | 'unchanged'> {
    const { id, title, icon = 'terminal', imagePath, memoryMiB, vcpus } = wanted;
    const { diskGiB = null, readyLine = null, display = 'vga', comment = null } = wanted;
    const spec: TemplateSpecRow = { imagePath, memoryMiB, vcpus, diskGiB, readyLine, display };
    const errors = faultsOfTemplate(spec);
    if (errors.length > 0) throw new VirlabError('resource-invalid', { errors });
    const at = this.clock.now();
    const found = await manager.findOneBy(TemplateEntity, { id });
    if (!found) {
      await insertTemplate({ id, title, icon }, spec, { ...BY_FILE, comment, at }, manager);
      return 'created';
    }
    const hasNewSpec = await this.bringTo(found, spec, { ...BY_FILE, comment, at }, manager);
    const isRenamed = found.title !== title || found.icon !== icon;
    if (isRenamed) await updateTemplate(id, { title, icon, updatedAt: at }, manager);
    return hasNewSpec || isRenamed ? 'changed' : 'unchanged';
  }

  private async bringTo(
    { id, currentVersion, latestVersion }: TemplateEntity,
    spec: TemplateSpecRow,
    note: typeof BY_FILE & { comment: string | null; at: Date },
    manager: EntityManager,
  ): Promise<boolean> {
    const versions = await manager.find(TemplateVersionEntity, {
      where: { templateId: id },
      order: { number: 'DESC' },
    });
    const isAlready = ({ number }: TemplateVersionEntity) => number === currentVersion;
    const same = versions.filter((version) => isSameSpec(specOf(version), spec));
    if (same.some(isAlready)) return false;
    const [earlier] = same;
    const written = earlier
      ? await setCurrentVersion(id, { from: currentVersion, to: earlier.number, at: note.at }, manager)
      : (await insertVersion(id, spec, note, latestVersion, manager)) !== null;
    if (!written)
      throw new VirlabError('template-changed', { detail: `template ${id} was changed meanwhile` });
    return true;
  }
}
