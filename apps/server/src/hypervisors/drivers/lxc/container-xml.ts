import type { MachineSpec } from '../../hypervisor-driver';
import { METADATA_NAMESPACE } from '../libvirt/mark';
import { escapeXml } from '../libvirt/xml-text';
import { firstIdOf, IDS_OF_CONTAINER } from './id-range';

/**
 * The container of a machine (libvirt.org/drvlxc.html). Every value is escaped.
 *
 * - `idmap`: root inside is nobody outside, so that whoever breaks out has no rights on the host.
 * - `privnet`: its network is its own and has nothing but a loopback, so that it reaches no address of the host.
 * - The console is a terminal that only libvirt's daemon hands out.
 *
 * @param root - folder of its root file system, whose files belong to the container's users
 */
export function containerXml(
  machine: MachineSpec,
  { activation, root, installation }: { activation: number; root: string; installation: string },
): string {
  const text = (value: string | number) => escapeXml(String(value));
  const ids = `start='0' target='${firstIdOf(machine.id)}' count='${IDS_OF_CONTAINER}'`;
  return `<domain type='lxc'>
  <name>${text(machine.name)}</name>
  <uuid>${text(machine.id)}</uuid>
  <metadata>
    <v:vm xmlns:v='${METADATA_NAMESPACE}' owner='${text(machine.owner)}' pool='${text(machine.pool)}' activation='${text(activation)}' installation='${text(installation)}'/>
  </metadata>
  <memory unit='MiB'>${text(machine.memoryMiB)}</memory>
  <vcpu>${text(machine.vcpus)}</vcpu>
  <os><type arch='x86_64'>exe</type><init>/sbin/init</init></os>
  <idmap><uid ${ids}/><gid ${ids}/></idmap>
  <features><privnet/></features>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <filesystem type='mount' accessmode='passthrough'>
      <source dir='${text(root)}'/>
      <target dir='/'/>
    </filesystem>
    <console type='pty'/>
  </devices>
</domain>`;
}
