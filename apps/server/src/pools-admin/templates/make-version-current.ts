import type { MakeCurrent } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { type Viewer, VirlabError } from '../../platform/index';
import { setCurrentVersion, Templates } from '../../pools/index';
import { changedMeanwhile, WriteTemplate } from './write-template';

/** Has new disks cloned from another version, older or newer. */
@Injectable()
export class MakeVersionCurrent {
  constructor(
    private readonly write: WriteTemplate,
    private readonly templates: Templates,
  ) {}

  /** @throws VirlabError `template-not-found`, `template-version-not-found`, `template-image-kind`, `template-changed` */
  async run(id: string, { version, inForce }: MakeCurrent, viewer: Viewer): Promise<void> {
    await this.write.run(viewer, async (manager, { at }) => {
      const { title, currentVersion } = await this.templates.get(id, manager);
      if (!(await this.templates.version(id, version, manager))) {
        throw new VirlabError('template-version-not-found', {
          publicDetail: `there is no version ${version}`,
        });
      }
      if (!(await setCurrentVersion(id, { from: inForce, to: version, at }, manager))) {
        throw changedMeanwhile(`the current version is ${currentVersion}, not ${inForce}`);
      }
      return { id, title, facts: { change: 'current', version: String(version), before: String(inForce) } };
    });
  }
}
