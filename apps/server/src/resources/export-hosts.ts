import { Injectable } from '@nestjs/common';
import { Document } from 'yaml';
import { Hosts } from '../hypervisors/index';

/** Writes the hosts as they are now, also those that an operator added by the page. */
@Injectable()
export class ExportHosts {
  constructor(private readonly hosts: Hosts) {}

  /** One document each, in order of name; what is as usual is left out. */
  async run(): Promise<Document[]> {
    const all = (await this.hosts.all()).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return all.map((host) => {
      const { imagesDirectory, socketsDirectory, offeredMemoryMiB, offeredVcpus, mode } = host;
      return new Document({
        ...{ kind: 'Host', name: host.id, title: host.title, uri: host.uri },
        ...(imagesDirectory === null ? {} : { imagesDirectory }),
        ...(socketsDirectory === null ? {} : { socketsDirectory }),
        ...(offeredMemoryMiB === null ? {} : { memoryMiB: offeredMemoryMiB }),
        ...(offeredVcpus === null ? {} : { vcpus: offeredVcpus }),
        ...(mode === 'active' ? {} : { mode }),
      });
    });
  }
}
