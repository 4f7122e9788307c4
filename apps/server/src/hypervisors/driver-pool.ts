import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/index';
import { Installation } from '../servers/index';
import type { DriverKind } from './drivers/driver-kind';
import type { HostEntity } from './host.entity';
import type { HypervisorDriver } from './hypervisor-driver';

/** The kinds of drivers in use; specs put one of their own here. */
export const DRIVER_KINDS = Symbol('DRIVER_KINDS');

type Place = Pick<HostEntity, 'id' | 'title' | 'uri' | 'imagesDirectory' | 'socketsDirectory'>;

/** The drivers of all hosts: each opened when first asked for, and anew when its host's settings have changed. */
@Injectable()
export class DriverPool implements OnApplicationShutdown {
  private readonly open = new Map<string, { settings: string; driver: HypervisorDriver }>();
  private readonly closing = new Set<Promise<void>>();

  constructor(
    @Inject(DRIVER_KINDS) private readonly kinds: readonly DriverKind[],
    private readonly settings: Settings,
    private readonly installation: Installation,
  ) {}

  /** The driver of a host. Never waits for the host. */
  of(host: Place): HypervisorDriver {
    const settings = JSON.stringify([host.uri, host.imagesDirectory, host.socketsDirectory]);
    const found = this.open.get(host.id);
    if (found?.settings === settings) return found.driver;
    this.forget(host.id);
    const kind = this.kinds.find(({ takes }) => takes(host.uri));
    if (!kind) throw new Error(`no driver takes ${host.uri}; the host should not have been saved`);
    const driver = kind.open(host, this.settings.dataDir, this.installation.mark);
    this.open.set(host.id, { settings, driver });
    return driver;
  }

  /** A driver of its own for a host that is not registered, at least not so; whoever asked for it closes it. */
  openOnce(host: Place): HypervisorDriver {
    const kind = this.kinds.find(({ takes }) => takes(host.uri));
    if (!kind) throw new Error(`no driver takes ${host.uri}; its settings should have been refused`);
    return kind.open(host, this.settings.dataDir, this.installation.mark);
  }

  /** Closes the driver of a host that is no more. */
  forget(hostId: string): void {
    const found = this.open.get(hostId);
    if (!found) return;
    this.open.delete(hostId);
    const closing = found.driver.close().finally(() => this.closing.delete(closing));
    this.closing.add(closing);
  }

  async onApplicationShutdown(): Promise<void> {
    for (const hostId of this.open.keys()) this.forget(hostId);
    await Promise.all(this.closing);
  }
}
