import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '../config/index';
import { Log } from '../platform/index';
import { ApplyResources } from './apply-resources';

/** Applies the file that VIRLAB_APPLY names when the server starts. Faults stop the start. */
@Injectable()
export class ApplyAtStart implements OnApplicationBootstrap {
  constructor(
    private readonly settings: Settings,
    private readonly apply: ApplyResources,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { applyFile } = this.settings;
    if (applyFile === undefined) return;
    const { resources } = await this.apply.run([applyFile]);
    const changes = resources.filter(({ result }) => result !== 'unchanged');
    this.log.info(
      { file: applyFile, resources: resources.length, changes: changes.length },
      'resources applied',
    );
  }
}
