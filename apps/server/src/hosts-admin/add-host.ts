import type { newHostSchema } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { Hosts, SaveHost } from '../hypervisors/index';
import { actorOf } from '../identity/index';
import { VirlabError, type Viewer } from '../platform/index';
import { CheckHostSettings } from './check-host-settings';

/** Registers a host. It need not answer: it takes machines once a guest has booted there. */
@Injectable()
export class AddHost {
  constructor(
    private readonly source: DataSource,
    private readonly hosts: Hosts,
    private readonly check: CheckHostSettings,
    private readonly save: SaveHost,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws VirlabError `host-exists`, `host-invalid` with every fault */
  async run(wanted: z.output<typeof newHostSchema>, viewer: Viewer): Promise<void> {
    const { id, title, uri } = wanted;
    await retryTransaction(this.source, async (manager) => {
      const isThere = (await this.hosts.byIds([id], manager)).length > 0;
      if (isThere) throw new VirlabError('host-exists', { detail: `host ${id}` });
      await this.check.require(wanted, null, manager);
      await this.save.save(wanted, manager);
      await this.audit.record(
        { kind: 'host.added', ...actorOf(viewer), subject: { kind: 'host', id, title }, facts: { uri } },
        manager,
      );
    });
  }
}
