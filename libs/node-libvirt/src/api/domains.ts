import { ADDRESS_SOURCE, KEYCODE_SET, SHUTDOWN_MODE } from '../protocol/flags';
import type { AddressSource, KeycodeSet, ShutdownMode } from '../protocol/flags';
import { procedures, type Domain } from '../protocol/index';
import type { CallOptions } from '../rpc/rpc-client';
import type { ByteStream } from '../rpc/stream-call';
import { wireDomain, type DomainRef } from './domain-ref';
import { DomainCatalogue } from './domain-catalogue';

/** A picture of a machine's screen. */
export interface Screenshot {
  /** What the hypervisor makes, such as `image/x-portable-pixmap` or `image/png`. */
  readonly mime: string;
  readonly bytes: Buffer;
}

/** A 4K screen as uncompressed pixels has 25 MB; two such side by side are the largest this library expects. */
const MAX_SCREENSHOT_BYTES = 64 * 1024 * 1024;

/** A network interface of a machine. */
export interface DomainInterface {
  readonly name: string;
  readonly hardwareAddress: string | null;
  readonly addresses: readonly {
    readonly family: 'ipv4' | 'ipv6';
    readonly address: string;
    readonly prefix: number;
  }[];
}

/** Machines, with all that can be done to them. */
export class Domains extends DomainCatalogue {
  /**
   * Starts a machine. Flags: {@link CREATE_DOMAIN}.
   *
   * @returns the machine with its new id
   * @throws LibvirtError `operation-invalid` when it runs already; `system-error` about its files
   */
  async create(domain: DomainRef, flags = 0, options?: CallOptions): Promise<Domain> {
    // The daemon answers with the name that it was given, not with the one that it knows.
    const named = domain.name ? domain : await this.lookupByUuid(domain.uuid, options);
    const args = { domain: wireDomain(named), flags };
    return (await this.rpc.call(procedures.domainCreateWithFlags, args, options)).domain;
  }

  /**
   * Asks the guest to shut down, and returns at once: wait for the event, with a deadline. A guest that is still
   * booting loses the request without an error.
   */
  async shutdown(domain: DomainRef, mode: ShutdownMode = 'default', options?: CallOptions): Promise<void> {
    const args = { domain: wireDomain(domain), flags: SHUTDOWN_MODE[mode] };
    await this.rpc.call(procedures.domainShutdownFlags, args, options);
  }

  /** Asks the guest to restart, as with {@link shutdown}. */
  async reboot(domain: DomainRef, mode: ShutdownMode = 'default', options?: CallOptions): Promise<void> {
    const args = { domain: wireDomain(domain), flags: SHUTDOWN_MODE[mode] };
    await this.rpc.call(procedures.domainReboot, args, options);
  }

  /** Presses the reset button. Gives `reboot` events and no lifecycle event. */
  async reset(domain: DomainRef, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.domainReset, { domain: wireDomain(domain), flags: 0 }, options);
  }

  /** Halts the processors. */
  async suspend(domain: DomainRef, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.domainSuspend, { domain: wireDomain(domain) }, options);
  }

  /** Lets the processors go on. */
  async resume(domain: DomainRef, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.domainResume, { domain: wireDomain(domain) }, options);
  }

  /**
   * Pulls the plug. Flags: {@link DESTROY_DOMAIN}.
   *
   * @throws LibvirtError `operation-invalid` when it is off already
   */
  async destroy(domain: DomainRef, flags = 0, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.domainDestroyFlags, { domain: wireDomain(domain), flags }, options);
  }

  /**
   * Writes the guest's memory to disk and ends the machine; its next start goes on from there. It may take as long as
   * writing the memory does: give it a time of its own.
   */
  async managedSave(domain: DomainRef, flags = 0, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.domainManagedSave, { domain: wireDomain(domain), flags }, options);
  }

  /** Whether the next start goes on from a saved memory. */
  async hasManagedSave(domain: DomainRef, options?: CallOptions): Promise<boolean> {
    const args = { domain: wireDomain(domain), flags: 0 };
    return (await this.rpc.call(procedures.domainHasManagedSaveImage, args, options)).result;
  }

  /** Throws the saved memory away, so that the next start boots. */
  async removeManagedSave(domain: DomainRef, options?: CallOptions): Promise<void> {
    await this.rpc.call(
      procedures.domainManagedSaveRemove,
      { domain: wireDomain(domain), flags: 0 },
      options,
    );
  }

  /** Replaces a device of the same kind and place, such as the graphics with a new password. Flags: {@link AFFECT}. */
  async updateDevice(domain: DomainRef, xml: string, flags = 0, options?: CallOptions): Promise<void> {
    const args = { domain: wireDomain(domain), xml, flags };
    await this.rpc.call(procedures.domainUpdateDeviceFlags, args, options);
  }

  /** Adds a device. Flags: {@link AFFECT}. */
  async attachDevice(domain: DomainRef, xml: string, flags = 0, options?: CallOptions): Promise<void> {
    const args = { domain: wireDomain(domain), xml, flags };
    await this.rpc.call(procedures.domainAttachDeviceFlags, args, options);
  }

  /** Takes a device away. Flags: {@link AFFECT}. */
  async detachDevice(domain: DomainRef, xml: string, flags = 0, options?: CallOptions): Promise<void> {
    const args = { domain: wireDomain(domain), xml, flags };
    await this.rpc.call(procedures.domainDetachDeviceFlags, args, options);
  }

  /** The guest's addresses as DHCP leases, its agent or the host's ARP table tell them. */
  async interfaceAddresses(
    domain: DomainRef,
    source: AddressSource = 'lease',
    options?: CallOptions,
  ): Promise<DomainInterface[]> {
    const args = { domain: wireDomain(domain), source: ADDRESS_SOURCE[source], flags: 0 };
    const { interfaces } = await this.rpc.call(procedures.domainInterfaceAddresses, args, options);
    return interfaces.map(({ name, hardwareAddress, addresses }) => ({
      name,
      hardwareAddress,
      addresses: addresses.map(({ type, address, prefix }) => ({
        family: type === 1 ? 'ipv6' : 'ipv4',
        address,
        prefix,
      })),
    }));
  }

  /** Presses keys together for a time. */
  async sendKeys(
    domain: DomainRef,
    keycodes: readonly number[],
    { codeset = 'linux', holdMs = 50 }: { codeset?: KeycodeSet; holdMs?: number } = {},
    options?: CallOptions,
  ): Promise<void> {
    const args = {
      domain: wireDomain(domain),
      codeset: KEYCODE_SET[codeset],
      holdTime: holdMs,
      keycodes: [...keycodes],
      flags: 0,
    };
    await this.rpc.call(procedures.domainSendKey, args, options);
  }

  /**
   * A machine's text console (DOMAIN_OPEN_CONSOLE and its stream), or a container's. Flags: {@link OPEN_CONSOLE}.
   *
   * @param device - alias of one of several consoles; the first when left out
   * @throws LibvirtError `operation-invalid` when the machine is off; `operation-failed` when somebody else is at it
   */
  async openConsole(
    domain: DomainRef,
    { device, flags = 0, ...options }: CallOptions & { device?: string; flags?: number } = {},
  ): Promise<ByteStream> {
    const args = { domain: wireDomain(domain), device: device ?? null, flags };
    return this.rpc.openStream(procedures.domainOpenConsole, args, options);
  }

  /**
   * A picture of a screen (DOMAIN_SCREENSHOT and its stream).
   *
   * @param screen - which of several, from 0
   * @throws LibvirtProtocolError `limit-exceeded` when the picture has more than `maxBytes`
   */
  async screenshot(
    domain: DomainRef,
    screen = 0,
    { maxBytes = MAX_SCREENSHOT_BYTES, ...options }: CallOptions & { maxBytes?: number } = {},
  ): Promise<Screenshot> {
    const args = { domain: wireDomain(domain), screen, flags: 0 };
    const { reply, bytes } = await this.rpc.download(procedures.domainScreenshot, args, {
      ...options,
      maxBytes,
    });
    return { mime: reply.mime ?? 'application/octet-stream', bytes };
  }
}
