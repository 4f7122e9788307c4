import { procedures, type Domain, type Snapshot } from '../protocol/index';
import type { CallOptions, RpcClient } from '../rpc/rpc-client';
import { wireDomain, type DomainRef } from './domain-ref';

/** A snapshot as the daemon finds it: by its name and its machine. */
export type SnapshotRef = Pick<Snapshot, 'name'> & { readonly domain: DomainRef };

/** Snapshots of machines. */
export class Snapshots {
  constructor(private readonly rpc: RpcClient) {}

  /** Those of a machine, in no order. */
  async list(domain: DomainRef, flags = 0, options?: CallOptions): Promise<Snapshot[]> {
    const args = { domain: wireDomain(domain), needResults: true, flags };
    return (await this.rpc.call(procedures.domainListAllSnapshots, args, options)).snapshots;
  }

  /**
   * Takes one, as `<domainsnapshot>` says; memory too when the machine runs. Flags: {@link CREATE_SNAPSHOT}. It may take
   * as long as writing the guest's memory does.
   */
  async createXml(domain: DomainRef, xml: string, flags = 0, options?: CallOptions): Promise<Snapshot> {
    const args = { domain: wireDomain(domain), xml, flags };
    return (await this.rpc.call(procedures.domainSnapshotCreateXml, args, options)).snapshot;
  }

  /** @throws LibvirtError `no-domain-snapshot` */
  async lookupByName(domain: DomainRef, name: string, options?: CallOptions): Promise<Snapshot> {
    const args = { domain: wireDomain(domain), name, flags: 0 };
    return (await this.rpc.call(procedures.domainSnapshotLookupByName, args, options)).snapshot;
  }

  async xml(snapshot: SnapshotRef, flags = 0, options?: CallOptions): Promise<string> {
    const args = { snapshot: wireSnapshot(snapshot), flags };
    return (await this.rpc.call(procedures.domainSnapshotGetXmlDesc, args, options)).xml;
  }

  /** The one that the machine's disks go on from; null when there is none. */
  async current(domain: DomainRef, options?: CallOptions): Promise<Snapshot | null> {
    const args = { domain: wireDomain(domain), flags: 0 };
    const { result } = await this.rpc.call(procedures.domainHasCurrentSnapshot, args, options);
    return result ? (await this.rpc.call(procedures.domainSnapshotCurrent, args, options)).snapshot : null;
  }

  /**
   * Puts the machine back. Flags: {@link REVERT_SNAPSHOT}. A running one gets a new process, so that its viewers are cut
   * off.
   */
  async revert(snapshot: SnapshotRef, flags = 0, options?: CallOptions): Promise<void> {
    await this.rpc.call(
      procedures.domainRevertToSnapshot,
      { snapshot: wireSnapshot(snapshot), flags },
      options,
    );
  }

  /** Flags: {@link DELETE_SNAPSHOT}. */
  async delete(snapshot: SnapshotRef, flags = 0, options?: CallOptions): Promise<void> {
    await this.rpc.call(
      procedures.domainSnapshotDelete,
      { snapshot: wireSnapshot(snapshot), flags },
      options,
    );
  }
}

function wireSnapshot({ name, domain }: SnapshotRef): { name: string; domain: Domain } {
  return { name, domain: wireDomain(domain) };
}
