export { HostEntity } from './host.entity';
export {
  type DisplayEndpoint,
  DriverError,
  type DriverErrorCode,
  type DriverEvent,
  type HostFacts,
  type HostProof,
  type HypervisorDriver,
  type MachineSpec,
  type Observation,
  type ObservedState,
  type PowerAction,
} from './hypervisor-driver';
