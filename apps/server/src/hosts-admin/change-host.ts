import type { hostChangeSchema } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { Hosts, SaveHost } from '../hypervisors/index';
import { actorOf } from '../identity/index';
import type { Viewer } from '../platform/index';
import { CheckHostSettings } from './check-host-settings';

/** Changes what is said of a host. One whose URI or folders changed has to prove itself again. */
@Injectable()
export class ChangeHost {
  constructor(
    private readonly source: DataSource,
    private readonly hosts: Hosts,
    private readonly check: CheckHostSettings,
    private readonly save: SaveHost,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws VirlabError `host-not-found`, `host-changed`, `host-invalid` with every fault */
  async run(id: string, change: z.output<typeof hostChangeSchema>, viewer: Viewer): Promise<void> {
    const { basedOn, ...wanted } = change;
    await retryTransaction(this.source, async (manager) => {
      await this.hosts.get(id, manager);
      await this.check.require(wanted, id, manager);
      const { result, fields } = await this.save.save({ id, ...wanted }, manager, new Date(basedOn));
      if (result === 'unchanged') return;
      const subject = { kind: 'host', id, title: wanted.title };
      const facts = { change: fields.join(', '), ...(fields.includes('uri') ? { to: wanted.uri } : {}) };
      await this.audit.record({ kind: 'host.edited', ...actorOf(viewer), subject, facts }, manager);
    });
  }
}
