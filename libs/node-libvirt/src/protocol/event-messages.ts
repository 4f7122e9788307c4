import { array, struct } from '../xdr/composites';
import { i32 } from '../xdr/scalars';
import { MAX_LIST_ITEMS } from './limits';
import { eventMessage } from './procedure';
import { domain, optionalText, text } from './types';

const graphicsAddress = struct({ family: i32, node: text, service: text });
const graphicsIdentity = struct({ type: text, name: text });

/** What the daemon tells by itself once asked with CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY. */
export const eventMessages = {
  lifecycle: eventMessage(318, 'DOMAIN_EVENT_CALLBACK_LIFECYCLE', 0, {
    callbackId: i32,
    domain,
    event: i32,
    detail: i32,
  }),
  reboot: eventMessage(319, 'DOMAIN_EVENT_CALLBACK_REBOOT', 1, { callbackId: i32, domain }),
  graphics: eventMessage(323, 'DOMAIN_EVENT_CALLBACK_GRAPHICS', 5, {
    callbackId: i32,
    domain,
    phase: i32,
    local: graphicsAddress,
    remote: graphicsAddress,
    authScheme: text,
    subject: array(graphicsIdentity, MAX_LIST_ITEMS),
  }),
  agentLifecycle: eventMessage(348, 'DOMAIN_EVENT_CALLBACK_AGENT_LIFECYCLE', 18, {
    callbackId: i32,
    domain,
    state: i32,
    reason: i32,
  }),
  metadataChange: eventMessage(379, 'DOMAIN_EVENT_CALLBACK_METADATA_CHANGE', 23, {
    callbackId: i32,
    domain,
    type: i32,
    uri: optionalText,
  }),
} as const;
