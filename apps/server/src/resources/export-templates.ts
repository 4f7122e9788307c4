import { Injectable } from '@nestjs/common';
import { Document } from 'yaml';
import { Templates } from '../pools/index';

/** Writes the templates as they are now, also those and those versions that no file ever said. */
@Injectable()
export class ExportTemplates {
  constructor(private readonly templates: Templates) {}

  /** One document each, in order of name; what is as usual is left out. */
  async run(): Promise<Document[]> {
    const all = await this.templates.all();
    const inUse = await this.templates.inUse(all.map(({ id }) => id));
    const versions = await this.templates.versions();
    const byName = [...inUse.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return byName.map(({ id, title, icon, version, imagePath, memoryMiB, vcpus, ...rest }) => {
      const { diskGiB, readyLine, display } = rest;
      const comment = versions.find((one) => one.templateId === id && one.number === version)?.comment;
      return new Document({
        ...{ kind: 'Template', name: id, title },
        ...(icon === 'terminal' ? {} : { icon }),
        ...{ image: imagePath, memoryMiB, vcpus },
        ...(diskGiB === null ? {} : { diskGiB }),
        ...(readyLine === null ? {} : { readyLine }),
        ...(display === 'vga' ? {} : { display }),
        ...(comment ? { comment } : {}),
      });
    });
  }
}
