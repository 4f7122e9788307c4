import { type PoolChoices, USUAL_POOL_SETTINGS } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Classes } from '../../classes/index';
import { Hosts } from '../../hypervisors/index';
import { MachineTerms } from '../../machines/index';
import { Templates } from '../../pools/index';

/** What a pool may be made of, for whom, and by which clock it opens. */
@Injectable()
export class ReadPoolChoices {
  constructor(
    private readonly templates: Templates,
    private readonly hosts: Hosts,
    private readonly classes: Classes,
    private readonly terms: MachineTerms,
  ) {}

  async run(): Promise<PoolChoices> {
    const [templates, hosts, classes] = await Promise.all([
      this.templates.all(),
      this.hosts.all(),
      this.classes.all(),
    ]);
    return {
      templates: templates.map(({ id, title }) => ({ id, title })),
      hosts: hosts.map(({ id, title }) => ({ id, title })),
      classes: classes.map(({ id, code, title }) => ({ id, title: `${code} ${title}` })),
      campusTimeZone: this.terms.zone,
      usual: USUAL_POOL_SETTINGS,
    };
  }
}
