import { Injectable } from '@nestjs/common';
import { DriverError, type MachineSpec, type Need } from '../../hypervisors/index';
import { type FullPool, type TemplateInUse, templateOf, Templates } from '../../pools/index';
import { networkOf } from './lab-network';
import type { MachineEntity } from '../machine.entity';
import type { Step } from './next-step';

/**
 * What a machine is made of. A machine keeps the version of the template that its disk was cloned from; the current one is
 * taken when the disk is made anew.
 */
@Injectable()
export class MachineSpecs {
  constructor(private readonly templates: Templates) {}

  /**
   * The version that the machine stands on, or will when it is made.
   *
   * @param options - `fresh`: the disk is about to be made anew
   * @throws DriverError `image-missing` when the version, or the template of its part, is not there
   */
  async versionOf(
    machine: MachineEntity,
    pool: FullPool,
    { fresh = false }: { fresh?: boolean } = {},
  ): Promise<TemplateInUse> {
    const current = templateOf(pool, machine.part);
    const { templateId, templateVersion } = machine;
    if (fresh || templateId === null || templateVersion === null) return current;
    if (templateId === current.id && templateVersion === current.version) return current;
    const version = await this.templates.version(templateId, templateVersion);
    if (version) return version;
    // Taken away in the very moment that the machine chose it; nothing stands on it yet.
    if (machine.diskSince === null) return current;
    throw new DriverError('image-missing', `template ${templateId} has no version ${templateVersion}`);
  }

  /** What the machine takes of a host; null when the version that it stands on is gone, which a start then tells. */
  async needOf(machine: MachineEntity, pool: FullPool): Promise<Need | null> {
    try {
      const { memoryMiB, vcpus } = await this.versionOf(machine, pool);
      return { memoryMiB, vcpus };
    } catch (error) {
      if (error instanceof DriverError) return null;
      throw error;
    }
  }

  /** All that a driver needs to know of the machine. @throws DriverError `image-missing` */
  async of(machine: MachineEntity, pool: FullPool, options: { fresh?: boolean } = {}): Promise<MachineSpec> {
    const { imagePath, memoryMiB, vcpus, diskGiB, display } = await this.versionOf(machine, pool, options);
    return {
      ...{ id: machine.id, name: machine.name, owner: machine.ownerId ?? 'nobody', pool: machine.poolId },
      ...{ imagePath, memoryMiB, vcpus, network: networkOf(pool, machine) },
      ...{ video: display, ...(diskGiB === null ? {} : { diskGiB }) },
    };
  }

  /**
   * What has to be written before a disk is made for the first time: were the version written after it, a server that was
   * killed in between would count the disk to a version that became the current one meanwhile.
   */
  beforeStep(machine: MachineEntity, pool: FullPool, step: Step): Partial<MachineEntity> | null {
    if (step.do !== 'prepare' || step.fresh || machine.templateVersion !== null) return null;
    return chosen(templateOf(pool, machine.part));
  }

  /** What has to be written after a disk was made; until then the order to make it anew stands, and is carried out again. */
  async afterStep(machine: MachineEntity, pool: FullPool, step: Step): Promise<Partial<MachineEntity>> {
    if (step.do !== 'prepare') return {};
    return chosen(await this.versionOf(machine, pool, { fresh: step.fresh }));
  }
}

function chosen({ id, version }: TemplateInUse): Partial<MachineEntity> {
  return { templateId: id, templateVersion: version };
}
