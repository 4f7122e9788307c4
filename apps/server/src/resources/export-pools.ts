import { Injectable } from '@nestjs/common';
import { Document } from 'yaml';
import { Pools } from '../pools/index';

/** Writes the pools as they are now, also what an operator changed by the page. */
@Injectable()
export class ExportPools {
  constructor(private readonly pools: Pools) {}

  /** One document each, in order of name; settings that somebody decided are written whole, as they are kept. */
  async run(): Promise<Document[]> {
    const all = (await this.pools.all()).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return all.map(({ id, title, templateId, hostId, hostIds, classId, kind, settings }) => {
      const said = {
        ...{ kind: 'Pool', name: id, title, template: templateId, host: hostId },
        ...(hostIds === null ? {} : { hosts: hostIds }),
        ...(classId === null ? {} : { class: classId }),
        ...(kind === 'personal' ? {} : { machines: kind }),
        ...(settings === null ? {} : { settings }),
      };
      return new Document(said, { aliasDuplicateObjects: false });
    });
  }
}
