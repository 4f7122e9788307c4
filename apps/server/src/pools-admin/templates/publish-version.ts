import type { z } from 'zod';
import type { newTemplateVersionSchema } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/index';
import { insertVersion, Templates } from '../../pools/index';
import { CheckSpec } from './check-spec';
import { changedMeanwhile, WriteTemplate } from './write-template';

/** Adds a version, which new disks are cloned from at once. Machines that have a disk keep theirs. */
@Injectable()
export class PublishVersion {
  constructor(
    private readonly write: WriteTemplate,
    private readonly check: CheckSpec,
    private readonly templates: Templates,
  ) {}

  /** @throws VirlabError `template-not-found`, `template-changed`, `image-not-ready`, `template-image-kind`, `bad-request` */
  async run(id: string, wanted: z.output<typeof newTemplateVersionSchema>, viewer: Viewer): Promise<void> {
    await this.write.run(viewer, async (manager, note) => {
      const { title, latestVersion } = await this.templates.get(id, manager);
      const spec = await this.check.run(wanted.spec, manager);
      const { comment, after } = wanted;
      const number = await insertVersion(id, spec, { ...note, comment }, after, manager);
      if (number === null) throw changedMeanwhile(`the latest version is ${latestVersion}, not ${after}`);
      const facts = { change: 'published', version: String(number), image: spec.imagePath, comment };
      return { id, title, facts };
    });
  }
}
