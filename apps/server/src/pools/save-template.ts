import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, VirlabError } from '../platform/index';
import { TemplateEntity } from './template.entity';

/** What QEMU starts at all, and what no lab machine exceeds (1 TiB). */
const MEMORY_MIB = { least: 16, most: 1_048_576 };
/** QEMU's `pc` machine takes no more. */
const MOST_VCPUS = 255;

/** Writes one template as a resource file says it. */
@Injectable()
export class SaveTemplate {
  constructor(private readonly clock: Clock) {}

  /**
   * Says what became of it. Machines that have a disk keep it until they are reverted.
   *
   * @throws VirlabError `resource-invalid` with every fault
   */
  async run(
    wanted: {
      id: string;
      title: string;
      imagePath: string;
      memoryMiB: number;
      vcpus: number;
      readyLine?: string | null;
    },
    manager: EntityManager,
  ): Promise<'created' | 'changed' | 'unchanged'> {
    const errors = faultsOf(wanted);
    if (errors.length > 0) throw new VirlabError('resource-invalid', { errors });
    const { id, title, imagePath, memoryMiB, vcpus } = wanted;
    const row = { id, title, imagePath, memoryMiB, vcpus, readyLine: wanted.readyLine ?? null };
    const found = await manager.findOneBy(TemplateEntity, { id });
    if (found && Object.entries(row).every(([field, value]) => found[field as keyof typeof row] === value)) {
      return 'unchanged';
    }
    await manager.save(TemplateEntity, { ...row, updatedAt: this.clock.now() });
    return found ? 'changed' : 'created';
  }
}

function faultsOf({
  memoryMiB,
  vcpus,
  readyLine,
}: {
  memoryMiB: number;
  vcpus: number;
  readyLine?: string | null;
}) {
  const isWhole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  const faults: { path: string; message: string }[] = [];
  if (!isWhole(memoryMiB, MEMORY_MIB.least, MEMORY_MIB.most)) {
    faults.push({
      path: 'memoryMiB',
      message: `${memoryMiB} is not a whole number from ${MEMORY_MIB.least} to ${MEMORY_MIB.most}`,
    });
  }
  if (!isWhole(vcpus, 1, MOST_VCPUS)) {
    faults.push({ path: 'vcpus', message: `${vcpus} is not a whole number from 1 to ${MOST_VCPUS}` });
  }
  if (readyLine === '' || (readyLine?.length ?? 0) > 128) {
    faults.push({ path: 'readyLine', message: 'has no character or more than 128, expected a line of text' });
  }
  return faults;
}
