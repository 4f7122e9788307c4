import { Injectable } from '@nestjs/common';
import { VersionCounts } from '../../machines/index';
import { type Viewer, VirlabError } from '../../platform/index';
import { deleteVersion, Templates } from '../../pools/index';
import { WriteTemplate } from './write-template';

/** Takes a version away that is not the current one and that no machine stands on. */
@Injectable()
export class RemoveVersion {
  constructor(
    private readonly write: WriteTemplate,
    private readonly templates: Templates,
    private readonly counts: VersionCounts,
  ) {}

  /** @throws VirlabError `template-not-found`, `template-version-not-found`, `template-version-in-use` */
  async run(id: string, version: number, viewer: Viewer): Promise<void> {
    await this.write.run(viewer, async (manager) => {
      const { title, currentVersion } = await this.templates.get(id, manager);
      if (!(await this.templates.version(id, version, manager))) {
        throw new VirlabError('template-version-not-found', {
          publicDetail: `there is no version ${version}`,
        });
      }
      const machines = (await this.counts.all(manager)).get(id)?.get(version) ?? 0;
      const isDeleted = machines === 0 && (await deleteVersion(id, version, manager));
      if (!isDeleted) {
        throw new VirlabError('template-version-in-use', {
          publicDetail:
            version === currentVersion
              ? `version ${version} is the current one`
              : `${machines} machines are on version ${version}`,
          context: { machines: String(machines) },
        });
      }
      return { id, title, facts: { change: 'version-removed', version: String(version) } };
    });
  }
}
