export { HostEntity } from './host.entity';
export {
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
  type MachineSpec,
  type Observation,
  type ObservedState,
  type PowerAction,
  type RunsBy,
} from './hypervisor-driver';
