import { optional } from '../xdr/composites';
import { i32 } from '../xdr/scalars';
import { procedure } from './procedure';
import { domain } from './types';

/** Asking for events of machines, and no longer. */
export const eventProcedures = {
  connectDomainEventCallbackRegisterAny: procedure(
    316,
    'CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY',
    { eventId: i32, domain: optional(domain) },
    { callbackId: i32 },
  ),
  connectDomainEventCallbackDeregisterAny: procedure(
    317,
    'CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY',
    { callbackId: i32 },
    {},
  ),
} as const;
