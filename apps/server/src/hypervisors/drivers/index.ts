import type { DriverKind } from './driver-kind';
import { libvirtKind } from './libvirt/libvirt-kind';
import { lxcKind } from './lxc/lxc-kind';
import { simulatedKind } from './simulated/simulated-kind';

/** Every hypervisor driver there is. A new one is one line here. */
export const driverKinds: readonly DriverKind[] = [libvirtKind, lxcKind, simulatedKind];
