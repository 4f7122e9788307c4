import type { TemplateDisplay } from '@virlab/contracts';
import type { TemplateEntity } from './template.entity';
import type { TemplateVersionEntity } from './template-version.entity';

/** What machines are made of. */
export interface TemplateSpecRow {
  imagePath: string;
  memoryMiB: number;
  vcpus: number;
  diskGiB: number | null;
  readyLine: string | null;
  display: TemplateDisplay;
}

/** One version of a template, with what its template is called: all that a machine needs. */
export interface TemplateInUse extends TemplateSpecRow {
  id: string;
  title: string;
  icon: TemplateEntity['icon'];
  version: number;
}

/** The fields of a version that say what machines are made of. */
export function specOf(version: TemplateVersionEntity): TemplateSpecRow {
  const { imagePath, memoryMiB, vcpus, diskGiB, readyLine, display } = version;
  return { imagePath, memoryMiB, vcpus, diskGiB, readyLine, display };
}

/** True when machines of both would be made of the same. */
export function isSameSpec(one: TemplateSpecRow, other: TemplateSpecRow): boolean {
  const fields = ['imagePath', 'memoryMiB', 'vcpus', 'diskGiB', 'readyLine', 'display'] as const;
  return fields.every((field) => one[field] === other[field]);
}
