import type { TemplateSpec } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ImageRepository } from '../../images/index';
import { VirlabError } from '../../platform/index';
import { faultsOfTemplate, type TemplateSpecRow, Templates } from '../../pools/index';

const GIB = 1_073_741_824;

/** Makes sure that machines can be made of what somebody typed. */
@Injectable()
export class CheckSpec {
  constructor(
    private readonly images: ImageRepository,
    private readonly templates: Templates,
  ) {}

  /**
   * The image has passed its checks, or a version of some template stands on it already: resource files may name images of
   * hosts that this server cannot see.
   *
   * @throws VirlabError `image-not-ready`; `bad-request` with every fault
   */
  async run(spec: TemplateSpec, manager: EntityManager): Promise<TemplateSpecRow> {
    const { image: imagePath, memoryMiB, vcpus, diskGiB, readyLine, display } = spec;
    const row = { imagePath, memoryMiB, vcpus, diskGiB, readyLine, display };
    const errors = faultsOfTemplate(row).map((fault) => ({ ...fault, path: `spec.${fault.path}` }));
    const image = await this.images.ready(imagePath, manager);
    if (!image && (await this.templates.onImage(imagePath, manager)).length === 0) {
      throw new VirlabError('image-not-ready', {
        publicDetail: `${imagePath} is none of the images that passed their checks`,
      });
    }
    if (image?.virtualBytes && diskGiB !== null && diskGiB * GIB < image.virtualBytes) {
      const least = Math.ceil(image.virtualBytes / GIB);
      errors.push({ path: 'spec.diskGiB', message: `${diskGiB} is less than the ${least} GiB of the image` });
    }
    if (errors.length > 0) throw new VirlabError('bad-request', { errors });
    return row;
  }
}
