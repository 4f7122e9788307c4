import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { Hosts, RemoveHost } from '../hypervisors/index';
import { actorOf } from '../identity/index';
import { HostMachines } from '../machines/index';
import { VirlabError, type Viewer } from '../platform/index';
import { Pools } from '../pools/index';

/** How many names stand in a sentence. */
const MOST_NAMES = 5;

/** Forgets a host that no machine is on and no pool names. */
@Injectable()
export class DropHost {
  constructor(
    private readonly source: DataSource,
    private readonly hosts: Hosts,
    private readonly pools: Pools,
    private readonly machines: HostMachines,
    private readonly remove: RemoveHost,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws VirlabError `host-not-found`, `host-has-machines`, `host-has-pools`, each saying how many or which */
  async run(id: string, viewer: Viewer): Promise<void> {
    await retryTransaction(this.source, async (manager) => {
      const { title, uri } = await this.hosts.get(id, manager);
      const machines = await this.machines.count(id, manager);
      if (machines > 0) {
        throw new VirlabError('host-has-machines', {
          publicDetail: machines === 1 ? '1 machine is on it' : `${machines} machines are on it`,
          context: { machines: String(machines) },
        });
      }
      const pools = (await this.pools.all(manager)).filter(
        ({ hostId, hostIds }) => hostId === id || (hostIds ?? []).includes(id),
      );
      if (pools.length > 0) {
        const names = pools.slice(0, MOST_NAMES).map((pool) => pool.title);
        throw new VirlabError('host-has-pools', {
          publicDetail: `named by ${names.join(', ')}${pools.length > MOST_NAMES ? ' and others' : ''}`,
          context: { pools: names.join(', ') },
        });
      }
      await this.remove.run(id, manager);
      const subject = { kind: 'host', id, title };
      await this.audit.record({ kind: 'host.removed', ...actorOf(viewer), subject, facts: { uri } }, manager);
    });
  }
}
