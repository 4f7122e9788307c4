import { procedures } from '../protocol/index';
import type { CallOptions, RpcClient } from '../rpc/rpc-client';

/** The machine that the daemon runs on (`virNodeInfo`). */
export interface HostInfo {
  readonly model: string;
  readonly memoryKiB: number;
  readonly cpus: number;
  readonly mhz: number;
  readonly numaNodes: number;
  readonly socketsPerNode: number;
  readonly coresPerSocket: number;
  readonly threadsPerCore: number;
}

/** What the daemon says about itself and its machine. */
export class Host {
  constructor(private readonly rpc: RpcClient) {}

  /** Processors and memory (NODE_GET_INFO). */
  async info(options?: CallOptions): Promise<HostInfo> {
    const node = await this.rpc.call(procedures.nodeGetInfo, {}, options);
    return {
      model: node.model,
      memoryKiB: node.memory,
      cpus: node.cpus,
      mhz: node.mhz,
      numaNodes: node.nodes,
      socketsPerNode: node.sockets,
      coresPerSocket: node.cores,
      threadsPerCore: node.threads,
    };
  }

  /** Free memory in bytes (NODE_GET_FREE_MEMORY). */
  async freeMemory(options?: CallOptions): Promise<number> {
    return (await this.rpc.call(procedures.nodeGetFreeMemory, {}, options)).freeMemory;
  }

  /** The capabilities document, XML (CONNECT_GET_CAPABILITIES). */
  async capabilities(options?: CallOptions): Promise<string> {
    return (await this.rpc.call(procedures.connectGetCapabilities, {}, options)).capabilities;
  }

  /** What one emulator can do, XML (CONNECT_GET_DOMAIN_CAPABILITIES). What is left out the daemon chooses. */
  async domainCapabilities(
    wanted: { emulator?: string; architecture?: string; machine?: string; virtualizationType?: string } = {},
    options?: CallOptions,
  ): Promise<string> {
    const args = {
      emulator: wanted.emulator ?? null,
      architecture: wanted.architecture ?? null,
      machine: wanted.machine ?? null,
      virtualizationType: wanted.virtualizationType ?? null,
      flags: 0,
    };
    return (await this.rpc.call(procedures.connectGetDomainCapabilities, args, options)).capabilities;
  }

  async hostname(options?: CallOptions): Promise<string> {
    return (await this.rpc.call(procedures.connectGetHostname, {}, options)).hostname;
  }

  /** The driver in use, such as `QEMU` or `TEST`. */
  async type(options?: CallOptions): Promise<string> {
    return (await this.rpc.call(procedures.connectGetType, {}, options)).type;
  }

  /** The hypervisor's version, such as `7.2.11`. */
  async version(options?: CallOptions): Promise<string> {
    return versionText((await this.rpc.call(procedures.connectGetVersion, {}, options)).version);
  }

  /** libvirt's version, such as `9.0.0`. */
  async libVersion(options?: CallOptions): Promise<string> {
    return versionText((await this.rpc.call(procedures.connectGetLibVersion, {}, options)).version);
  }

  /** The driver URI as the daemon understood it. */
  async uri(options?: CallOptions): Promise<string> {
    return (await this.rpc.call(procedures.connectGetUri, {}, options)).uri;
  }
}

/** libvirt counts 1,000,000 for a major, 1,000 for a minor version. */
function versionText(version: number): string {
  return [Math.floor(version / 1_000_000), Math.floor(version / 1000) % 1000, version % 1000].join('.');
}
