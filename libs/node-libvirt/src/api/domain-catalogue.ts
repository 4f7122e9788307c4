import { metadataNumber, type MetadataKind } from '../protocol/domain-events';
import { domainState, stateReason, type DomainState } from '../protocol/domain-states';
import { procedures, type Domain, type TypedParameter } from '../protocol/index';
import type { CallOptions, RpcClient } from '../rpc/rpc-client';
import { wireDomain, type DomainRef } from './domain-ref';

/** What a machine is doing, and since which event. */
export interface DomainStatus {
  readonly state: DomainState;
  /** libvirt's number of the reason; what it means depends on the state. */
  readonly reason: number;
  /** Such as `booted`, `user` or `destroyed`; `unknown` for one of a newer libvirt. */
  readonly reasonName: string;
}

/** `virDomainInfo`. */
export interface DomainInfo {
  readonly state: DomainState;
  readonly maxMemoryKiB: number;
  readonly memoryKiB: number;
  readonly virtualCpus: number;
  readonly cpuTimeNs: number;
}

/** A value of a machine's statistics. 64-bit counters are the nearest number, exact up to 2^53. */
export type StatisticsValue = number | boolean | string;

/** One machine's statistics, by libvirt's names such as `state.state` or `balloon.current`. */
export interface DomainStatistics {
  readonly domain: Domain;
  readonly values: Readonly<Record<string, StatisticsValue>>;
}

/** Which part of a machine's metadata: a description, a title, or the element of a namespace. */
export type MetadataSelector =
  { readonly kind: Exclude<MetadataKind, 'element'> } | { readonly kind: 'element'; readonly uri: string };

/** Machines: find, define, describe. What changes a machine's state is in `Domains`. */
export class DomainCatalogue {
  constructor(protected readonly rpc: RpcClient) {}

  /** All machines, or those that any of the flags names ({@link LIST_DOMAINS}). */
  async list(flags = 0, options?: CallOptions): Promise<Domain[]> {
    const args = { needResults: true, flags };
    return (await this.rpc.call(procedures.connectListAllDomains, args, options)).domains;
  }

  /** @throws LibvirtError `no-domain` */
  async lookupByName(name: string, options?: CallOptions): Promise<Domain> {
    return (await this.rpc.call(procedures.domainLookupByName, { name }, options)).domain;
  }

  /** @throws LibvirtError `no-domain` */
  async lookupByUuid(uuid: string, options?: CallOptions): Promise<Domain> {
    return (await this.rpc.call(procedures.domainLookupByUuid, { uuid }, options)).domain;
  }

  /**
   * Stores a definition, replacing the one of the same UUID.
   *
   * @throws LibvirtError `operation-failed` when another UUID has the name, `xml-error`, `xml-detail`
   */
  async defineXml(xml: string, flags = 0, options?: CallOptions): Promise<Domain> {
    return (await this.rpc.call(procedures.domainDefineXmlFlags, { xml, flags }, options)).domain;
  }

  /** Removes the definition; a running machine goes on without one. Flags: {@link UNDEFINE_DOMAIN}. */
  async undefine(domain: DomainRef, flags = 0, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.domainUndefineFlags, { domain: wireDomain(domain), flags }, options);
  }

  /** The definition. Flags: {@link DOMAIN_XML}. */
  async xml(domain: DomainRef, flags = 0, options?: CallOptions): Promise<string> {
    return (await this.rpc.call(procedures.domainGetXmlDesc, { domain: wireDomain(domain), flags }, options))
      .xml;
  }

  async state(domain: DomainRef, options?: CallOptions): Promise<DomainStatus> {
    const args = { domain: wireDomain(domain), flags: 0 };
    const answer = await this.rpc.call(procedures.domainGetState, args, options);
    const state = domainState(answer.state);
    return { state, reason: answer.reason, reasonName: stateReason(state, answer.reason) };
  }

  async info(domain: DomainRef, options?: CallOptions): Promise<DomainInfo> {
    const answer = await this.rpc.call(procedures.domainGetInfo, { domain: wireDomain(domain) }, options);
    return {
      state: domainState(answer.state),
      maxMemoryKiB: answer.maxMemory,
      memoryKiB: answer.memory,
      virtualCpus: answer.virtualCpus,
      cpuTimeNs: answer.cpuTime,
    };
  }

  /** Whether a process runs for it: also true while paused. */
  async isActive(domain: DomainRef, options?: CallOptions): Promise<boolean> {
    return (await this.rpc.call(procedures.domainIsActive, { domain: wireDomain(domain) }, options)).active;
  }

  /**
   * Statistics of many machines in one call: of those given, else of all. This is also the cheap way to read every
   * state at once (group `DOMAIN_STATS.state`).
   *
   * @param groups - {@link DOMAIN_STATS}, 0 for all
   * @param flags - {@link LIST_DOMAINS} and {@link DOMAIN_STATS_FLAGS}
   */
  async statistics(
    wanted: { domains?: readonly DomainRef[]; groups?: number; flags?: number } = {},
    options?: CallOptions,
  ): Promise<DomainStatistics[]> {
    const args = {
      domains: (wanted.domains ?? []).map(wireDomain),
      stats: wanted.groups ?? 0,
      flags: wanted.flags ?? 0,
    };
    const { records } = await this.rpc.call(procedures.connectGetAllDomainStats, args, options);
    return records.map(({ domain, parameters }) => ({ domain, values: parameterRecord(parameters) }));
  }

  /**
   * Part of the metadata: text, or XML for an element.
   *
   * @param flags - {@link AFFECT}
   * @throws LibvirtError `no-domain-metadata`
   */
  async metadata(
    domain: DomainRef,
    selector: MetadataSelector,
    flags = 0,
    options?: CallOptions,
  ): Promise<string> {
    const args = {
      domain: wireDomain(domain),
      type: metadataNumber(selector.kind),
      uri: selector.kind === 'element' ? selector.uri : null,
      flags,
    };
    return (await this.rpc.call(procedures.domainGetMetadata, args, options)).metadata;
  }

  /**
   * Replaces part of the metadata; null removes it.
   *
   * @param selector - an element also needs the prefix that it is written with
   * @param flags - {@link AFFECT}
   */
  async setMetadata(
    domain: DomainRef,
    selector:
      Exclude<MetadataSelector, { kind: 'element' }> | { kind: 'element'; uri: string; prefix: string },
    value: string | null,
    flags = 0,
    options?: CallOptions,
  ): Promise<void> {
    const element = selector.kind === 'element' ? selector : undefined;
    const args = {
      domain: wireDomain(domain),
      type: metadataNumber(selector.kind),
      metadata: value,
      key: element?.prefix ?? null,
      uri: element?.uri ?? null,
      flags,
    };
    await this.rpc.call(procedures.domainSetMetadata, args, options);
  }

  /** Whether the machine starts with the daemon. */
  async autostart(domain: DomainRef, options?: CallOptions): Promise<boolean> {
    return (await this.rpc.call(procedures.domainGetAutostart, { domain: wireDomain(domain) }, options))
      .autostart;
  }

  async setAutostart(domain: DomainRef, autostart: boolean, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.domainSetAutostart, { domain: wireDomain(domain), autostart }, options);
  }
}

function parameterRecord(parameters: readonly TypedParameter[]): Record<string, StatisticsValue> {
  const entries = parameters.map(({ field, value: { value } }): [string, StatisticsValue] => [
    field,
    typeof value === 'bigint' ? Number(value) : value,
  ]);
  return Object.fromEntries(entries);
}
