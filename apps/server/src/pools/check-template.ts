import { TEMPLATE_DISPLAYS } from '@virlab/contracts';
import type { TemplateSpecRow } from './template-spec';

/** What QEMU starts at all, and what no lab machine exceeds (1 TiB). */
const MEMORY_MIB = { least: 16, most: 1_048_576 };
/** QEMU's `pc` machine takes no more. */
const MOST_VCPUS = 255;
/** 16 TiB: larger than what any host here has. */
const MOST_DISK_GIB = 16_384;

/** Every fault of what machines are to be made of; empty when they can be. */
export function faultsOfTemplate(spec: TemplateSpecRow): { path: string; message: string }[] {
  const { memoryMiB, vcpus, diskGiB, readyLine, display } = spec;
  const faults: { path: string; message: string }[] = [];
  const requireWhole = (path: string, value: number, least: number, most: number) => {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    faults.push({ path, message: `${value} is not a whole number from ${least} to ${most}` });
  };
  requireWhole('memoryMiB', memoryMiB, MEMORY_MIB.least, MEMORY_MIB.most);
  requireWhole('vcpus', vcpus, 1, MOST_VCPUS);
  if (diskGiB !== null) requireWhole('diskGiB', diskGiB, 1, MOST_DISK_GIB);
  if (readyLine === '' || (readyLine?.length ?? 0) > 128) {
    faults.push({
      path: 'readyLine',
      message: 'has no character or more than 128, expected a line of text',
    });
  }
  if (!TEMPLATE_DISPLAYS.includes(display)) {
    faults.push({
      path: 'display',
      message: `there is no display "${String(display)}", expected one of ${TEMPLATE_DISPLAYS.join(', ')}`,
    });
  }
  return faults;
}
