import type { MachineSpec, RunsBy } from '../../hypervisor-driver';
import type { ActivationFiles } from '../../activation-files';
import { METADATA_NAMESPACE } from './mark';
import { PRIVATE_FILTER } from './network-filter';
import { macAddress } from './private-networks';
import { escapeXml } from './xml-text';

export interface DomainOptions {
  activation: number;
  runsBy: Exclude<RunsBy, 'simulated' | 'lxc'>;
  /** Path of the machine's own disk. */
  disk: string;
  files: ActivationFiles;
  /** Which Virlab makes it. */
  installation: string;
  /** As the host calls the network that it is plugged into; null for none. */
  network: string | null;
}

/**
 * The domain of a machine (libvirt.org/formatdomain.html). Every value is escaped.
 *
 * - A network card only on a private network: user networking would let the guest reach everything that listens on the
 *   host's loopback, the broker's own ports among it.
 * - `force-shared`: a second viewer must not be able to throw the first one out.
 * - The display is a UNIX socket in a folder of the broker's, so no port is open to anybody else on the host.
 */
export function domainXml(machine: MachineSpec, options: DomainOptions): string {
  const { activation, runsBy, disk, files, installation } = options;
  const text = (value: string | number) => escapeXml(String(value));
  return `<domain type='${text(runsBy)}'>
  <name>${text(machine.name)}</name>
  <uuid>${text(machine.id)}</uuid>
  <metadata>
    <v:vm xmlns:v='${METADATA_NAMESPACE}' owner='${text(machine.owner)}' pool='${text(machine.pool)}' activation='${text(activation)}' installation='${text(installation)}'/>
  </metadata>
  <memory unit='MiB'>${text(machine.memoryMiB)}</memory>
  <vcpu>${text(machine.vcpus)}</vcpu>
  <sysinfo type='smbios'><system><entry name='serial'>${text(machine.name)}</entry></system></sysinfo>
  <os>
    <type arch='x86_64' machine='pc'>hvm</type>
    <boot dev='hd'/>
    <smbios mode='sysinfo'/>
  </os>
  <features>
    <acpi/><apic/>${runsBy === 'qemu' ? "\n    <tcg><tb-cache unit='MiB'>32</tb-cache></tcg>" : ''}
  </features>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' discard='unmap'/>
      <source file='${text(disk)}'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <controller type='usb' model='none'/>
${networkCard(machine, options)}    <serial type='pty'>
      <log file='${text(files.serialLog)}' append='off'/>
      <target port='0'/>
    </serial>
    <console type='pty'><target type='serial' port='0'/></console>
    <input type='keyboard' bus='ps2'/>
    <graphics type='vnc' sharePolicy='force-shared'>
      <listen type='socket' socket='${text(files.display)}'/>
    </graphics>
    <video>${videoModel(machine)}</video>
    <memballoon model='none'/>
  </devices>
</domain>`;
}

function videoModel({ video = 'vga' }: MachineSpec): string {
  return video === 'vga'
    ? "<model type='vga' vram='16384' heads='1' primary='yes'/>"
    : "<model type='virtio' heads='1' primary='yes'/>";
}

function networkCard({ id }: MachineSpec, { network }: DomainOptions): string {
  if (network === null) return '';
  return `    <interface type='network'>
      <mac address='${macAddress(id)}'/>
      <source network='${escapeXml(network)}'/>
      <model type='virtio'/>
      <filterref filter='${PRIVATE_FILTER}'/>
    </interface>
`;
}
