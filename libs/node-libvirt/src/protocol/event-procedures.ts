import { optional } from '../xdr/composites';
import { i32 } from '../xdr/scalars';
import { procedure } from './procedure';
import { domain, network, storagePool } from './types';

const registered = { callbackId: i32 };

/** Asking for events of machines, networks and pools, and no longer. */
export const eventProcedures = {
  connectNetworkEventRegisterAny: procedure(
    313,
    'CONNECT_NETWORK_EVENT_REGISTER_ANY',
    { eventId: i32, network: optional(network) },
    registered,
  ),
  connectNetworkEventDeregisterAny: procedure(314, 'CONNECT_NETWORK_EVENT_DEREGISTER_ANY', registered, {}),
  connectDomainEventCallbackRegisterAny: procedure(
    316,
    'CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY',
    { eventId: i32, domain: optional(domain) },
    registered,
  ),
  connectDomainEventCallbackDeregisterAny: procedure(
    317,
    'CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY',
    registered,
    {},
  ),
  connectStoragePoolEventRegisterAny: procedure(
    368,
    'CONNECT_STORAGE_POOL_EVENT_REGISTER_ANY',
    { eventId: i32, pool: optional(storagePool) },
    registered,
  ),
  connectStoragePoolEventDeregisterAny: procedure(
    369,
    'CONNECT_STORAGE_POOL_EVENT_DEREGISTER_ANY',
    registered,
    {},
  ),
} as const;
