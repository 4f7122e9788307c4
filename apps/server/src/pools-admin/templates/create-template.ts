import type { z } from 'zod';
import type { newTemplateSchema } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { isDuplicateKey } from '../../database/index';
import { type Viewer, VirlabError } from '../../platform/index';
import { insertTemplate } from '../../pools/index';
import { CheckSpec } from './check-spec';
import { WriteTemplate } from './write-template';

/** Adds a template with its first version. */
@Injectable()
export class CreateTemplate {
  constructor(
    private readonly write: WriteTemplate,
    private readonly check: CheckSpec,
  ) {}

  /** @throws VirlabError `template-exists`, `image-not-ready`, `bad-request` */
  async run(wanted: z.output<typeof newTemplateSchema>, viewer: Viewer): Promise<void> {
    const { id, title, icon, comment = null } = wanted;
    try {
      await this.write.run(viewer, async (manager, note) => {
        const spec = await this.check.run(wanted.spec, manager);
        await insertTemplate({ id, title, icon }, spec, { ...note, comment }, manager);
        return { id, title, facts: { change: 'created', version: '1', image: spec.imagePath } };
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new VirlabError('template-exists', { publicDetail: `there is a template "${id}"` });
    }
  }
}
