import { procedures, type Network } from '../protocol/index';
import type { CallOptions, RpcClient } from '../rpc/rpc-client';

/** An address that a network's DHCP server gave away. */
export interface DhcpLease {
  readonly interface: string;
  /** Seconds since 1970. */
  readonly expiryTime: number;
  readonly family: 'ipv4' | 'ipv6';
  readonly mac: string | null;
  readonly address: string;
  readonly prefix: number;
  readonly hostname: string | null;
  readonly clientId: string | null;
}

/** Virtual networks. */
export class Networks {
  constructor(private readonly rpc: RpcClient) {}

  async list(flags = 0, options?: CallOptions): Promise<Network[]> {
    const args = { needResults: true, flags };
    return (await this.rpc.call(procedures.connectListAllNetworks, args, options)).networks;
  }

  /** @throws LibvirtError `no-network` */
  async lookupByName(name: string, options?: CallOptions): Promise<Network> {
    return (await this.rpc.call(procedures.networkLookupByName, { name }, options)).network;
  }

  /** @throws LibvirtError `no-network` */
  async lookupByUuid(uuid: string, options?: CallOptions): Promise<Network> {
    return (await this.rpc.call(procedures.networkLookupByUuid, { uuid }, options)).network;
  }

  /** Stores a definition. The network is not started by it. */
  async defineXml(xml: string, options?: CallOptions): Promise<Network> {
    return (await this.rpc.call(procedures.networkDefineXml, { xml }, options)).network;
  }

  /** Starts a defined network. */
  async create(network: Network, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.networkCreate, { network }, options);
  }

  /** Stops a network. */
  async destroy(network: Network, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.networkDestroy, { network }, options);
  }

  async undefine(network: Network, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.networkUndefine, { network }, options);
  }

  async xml(network: Network, flags = 0, options?: CallOptions): Promise<string> {
    return (await this.rpc.call(procedures.networkGetXmlDesc, { network, flags }, options)).xml;
  }

  async isActive(network: Network, options?: CallOptions): Promise<boolean> {
    return (await this.rpc.call(procedures.networkIsActive, { network }, options)).active;
  }

  /** Whether the network starts with the daemon. */
  async setAutostart(network: Network, autostart: boolean, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.networkSetAutostart, { network, autostart }, options);
  }

  /** Leases of the network, or of one MAC address in it. */
  async dhcpLeases(network: Network, mac?: string, options?: CallOptions): Promise<DhcpLease[]> {
    const args = { network, mac: mac ?? null, needResults: true, flags: 0 };
    const { leases } = await this.rpc.call(procedures.networkGetDhcpLeases, args, options);
    return leases.map(({ expiryTime, type, iaid: _iaid, ...lease }) => ({
      ...lease,
      expiryTime: Number(expiryTime),
      family: type === 1 ? 'ipv6' : 'ipv4',
    }));
  }
}
