import { procedures, type NetworkFilter } from '../protocol/index';
import type { CallOptions, RpcClient } from '../rpc/rpc-client';

/** Filters for what the network cards of machines may send and hear (libvirt.org/formatnwfilter.html). */
export class NetworkFilters {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws LibvirtError `no-nwfilter` */
  async lookupByName(name: string, options?: CallOptions): Promise<NetworkFilter> {
    return (await this.rpc.call(procedures.nwfilterLookupByName, { name }, options)).filter;
  }

  /**
   * Stores a filter, replacing the one of the same UUID also for the machines that run with it.
   *
   * @throws LibvirtError `operation-failed` when another UUID has the name
   */
  async defineXml(xml: string, options?: CallOptions): Promise<NetworkFilter> {
    return (await this.rpc.call(procedures.nwfilterDefineXml, { xml }, options)).filter;
  }

  async xml(filter: NetworkFilter, flags = 0, options?: CallOptions): Promise<string> {
    return (await this.rpc.call(procedures.nwfilterGetXmlDesc, { filter, flags }, options)).xml;
  }

  /** @throws LibvirtError `operation-invalid` while a machine runs with it */
  async undefine(filter: NetworkFilter, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.nwfilterUndefine, { filter }, options);
  }
}
