import type { HostFault } from '@virlab/contracts';
import type { HypervisorDriver } from '../hypervisor-driver';

/** What an operator says of a host. */
export interface HostSettings {
  id: string;
  title: string;
  uri: string;
  imagesDirectory?: string | null;
  socketsDirectory?: string | null;
}

/** A fault of a host's settings, named by the field it is in. */
export interface SettingsFaultAt {
  path: keyof HostSettings;
  /** For which the page has a sentence. */
  code: HostFault['code'];
  message: string;
}

/** One way to run machines: which URIs it takes, what it needs to know, and how it is opened. */
export interface DriverKind {
  readonly name: 'libvirt' | 'lxc' | 'simulated';
  takes(uri: string): boolean;
  /** All that is wrong with the settings, at once. */
  faultsOf(host: HostSettings): SettingsFaultAt[];
  /**
   * Opens it without waiting for the host.
   *
   * @param dataDir - Virlab's own private folder
   * @param installation - which Virlab this is, 16 hex digits: written into the mark of all that is made on the host
   */
  open(host: HostSettings, dataDir: string, installation: string): HypervisorDriver;
}
