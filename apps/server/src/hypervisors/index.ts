export { faultsOfPlace, type HostPlaceTyped, kindOf } from './check-host';
export { DRIVER_KINDS, DriverPool } from './driver-pool';
export type { DriverKind, HostSettings } from './drivers/driver-kind';
export { QCOW2_HEADER_BYTES, readQcow2Header } from './drivers/libvirt/qcow2-header';
export { HostEntity } from './host.entity';
export { imageKindOf, takesImage } from './image-kind';
export { HostKeeper, type HostSignal } from './host-keeper';
export { Hosts } from './hosts';
export { HypervisorsModule } from './hypervisors.module';
export {
  type Ability,
  type DisplayEndpoint,
  DriverError,
  type DriverErrorCode,
  type DriverEvent,
  type DriverHearer,
  type GuestSigns,
  type GuestSpec,
  type HostFacts,
  type HostProof,
  type HypervisorDriver,
  type ImageKind,
  type Leftover,
  type MachineSpec,
  type NetworkSpec,
  type Observation,
  type ObservedState,
  type PictureEndpoint,
  type PowerAction,
  type RunsBy,
} from './hypervisor-driver';
export { countRoom, giveBackRoom, hostsHeld, reserveRoom } from './reserve-room';
export { capacityOf, type Need, roomOn } from './room-on-host';
export { KnockError, type KnockFailure, knockAtHost } from './knock-host';
export { RemoveHost } from './remove-host';
export { type HostSaved, type HostWish, SaveHost } from './save-host';
