import { connectionProcedures } from './connection-procedures';
import { domainProcedures } from './domain-procedures';
import { eventProcedures } from './event-procedures';
import { hostProcedures } from './host-procedures';
import { lifecycleProcedures } from './lifecycle-procedures';
import { networkProcedures } from './network-procedures';
import { storageProcedures } from './storage-procedures';

/** Every call that this library knows, by libvirt's name in camel case: DOMAIN_SHUTDOWN_FLAGS is `domainShutdownFlags`. */
export const procedures = {
  ...connectionProcedures,
  ...hostProcedures,
  ...domainProcedures,
  ...lifecycleProcedures,
  ...storageProcedures,
  ...networkProcedures,
  ...eventProcedures,
} as const;

export { eventMessages } from './event-messages';
export type { EventMessage, Procedure } from './procedure';
export type {
  Domain,
  Network,
  NetworkFilter,
  RemoteError,
  Snapshot,
  StoragePool,
  StorageVolume,
  TypedParameter,
} from './types';
