import { array, struct } from '../xdr/composites';
import { i32, i64, size } from '../xdr/scalars';
import { MAX_LIST_ITEMS } from './limits';
import { eventMessage } from './procedure';
import { domain, network, optionalText, storagePool as pool, text, typedParameters } from './types';

const graphicsAddress = struct({ family: i32, node: text, service: text });
const graphicsIdentity = struct({ type: text, name: text });
const aboutDomain = { callbackId: i32, domain };
const aboutDevice = { ...aboutDomain, alias: text };

/** What the daemon tells of machines by itself, once asked with CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY. */
export const domainEventMessages = {
  lifecycle: eventMessage(318, 'DOMAIN_EVENT_CALLBACK_LIFECYCLE', 0, {
    ...aboutDomain,
    event: i32,
    detail: i32,
  }),
  reboot: eventMessage(319, 'DOMAIN_EVENT_CALLBACK_REBOOT', 1, aboutDomain),
  clockChange: eventMessage(320, 'DOMAIN_EVENT_CALLBACK_RTC_CHANGE', 2, { ...aboutDomain, offset: i64 }),
  watchdog: eventMessage(321, 'DOMAIN_EVENT_CALLBACK_WATCHDOG', 3, { ...aboutDomain, action: i32 }),
  ioError: eventMessage(324, 'DOMAIN_EVENT_CALLBACK_IO_ERROR_REASON', 6, {
    ...aboutDomain,
    path: text,
    alias: text,
    action: i32,
    reason: text,
  }),
  graphics: eventMessage(323, 'DOMAIN_EVENT_CALLBACK_GRAPHICS', 5, {
    ...aboutDomain,
    phase: i32,
    local: graphicsAddress,
    remote: graphicsAddress,
    authScheme: text,
    subject: array(graphicsIdentity, MAX_LIST_ITEMS),
  }),
  controlError: eventMessage(325, 'DOMAIN_EVENT_CALLBACK_CONTROL_ERROR', 7, aboutDomain),
  blockJob: eventMessage(326, 'DOMAIN_EVENT_CALLBACK_BLOCK_JOB', 8, {
    ...aboutDomain,
    path: text,
    type: i32,
    status: i32,
  }),
  diskChange: eventMessage(327, 'DOMAIN_EVENT_CALLBACK_DISK_CHANGE', 9, {
    ...aboutDomain,
    oldPath: optionalText,
    newPath: optionalText,
    alias: text,
    reason: i32,
  }),
  trayChange: eventMessage(328, 'DOMAIN_EVENT_CALLBACK_TRAY_CHANGE', 10, { ...aboutDevice, reason: i32 }),
  balloonChange: eventMessage(331, 'DOMAIN_EVENT_CALLBACK_BALLOON_CHANGE', 13, {
    ...aboutDomain,
    actual: size,
  }),
  deviceRemoved: eventMessage(333, 'DOMAIN_EVENT_CALLBACK_DEVICE_REMOVED', 15, aboutDevice),
  tunable: eventMessage(346, 'DOMAIN_EVENT_CALLBACK_TUNABLE', 17, {
    ...aboutDomain,
    parameters: typedParameters,
  }),
  agentLifecycle: eventMessage(348, 'DOMAIN_EVENT_CALLBACK_AGENT_LIFECYCLE', 18, {
    ...aboutDomain,
    state: i32,
    reason: i32,
  }),
  deviceAdded: eventMessage(354, 'DOMAIN_EVENT_CALLBACK_DEVICE_ADDED', 19, aboutDevice),
  migrationIteration: eventMessage(359, 'DOMAIN_EVENT_CALLBACK_MIGRATION_ITERATION', 20, {
    ...aboutDomain,
    iteration: i32,
  }),
  jobCompleted: eventMessage(363, 'DOMAIN_EVENT_CALLBACK_JOB_COMPLETED', 21, {
    ...aboutDomain,
    parameters: typedParameters,
  }),
  deviceRemovalFailed: eventMessage(367, 'DOMAIN_EVENT_CALLBACK_DEVICE_REMOVAL_FAILED', 22, aboutDevice),
  metadataChange: eventMessage(379, 'DOMAIN_EVENT_CALLBACK_METADATA_CHANGE', 23, {
    ...aboutDomain,
    type: i32,
    uri: optionalText,
  }),
} as const;

/** What the daemon tells of networks, once asked with CONNECT_NETWORK_EVENT_REGISTER_ANY. */
export const networkEventMessages = {
  networkLifecycle: eventMessage(315, 'NETWORK_EVENT_LIFECYCLE', 0, {
    callbackId: i32,
    network,
    event: i32,
    detail: i32,
  }),
} as const;

/** What the daemon tells of storage pools, once asked with CONNECT_STORAGE_POOL_EVENT_REGISTER_ANY. */
export const poolEventMessages = {
  poolLifecycle: eventMessage(370, 'STORAGE_POOL_EVENT_LIFECYCLE', 0, {
    callbackId: i32,
    pool,
    event: i32,
    detail: i32,
  }),
  poolRefresh: eventMessage(373, 'STORAGE_POOL_EVENT_REFRESH', 1, { callbackId: i32, pool }),
} as const;

/** Every message that the daemon sends by itself. */
export const eventMessages = {
  ...domainEventMessages,
  ...networkEventMessages,
  ...poolEventMessages,
} as const;
