import { array } from '../xdr/composites';
import { bits, flag, i32, size, u32 } from '../xdr/scalars';
import { MAX_KEYS, MAX_LIST_ITEMS } from './limits';
import { procedure } from './procedure';
import { domain, optionalText, snapshot, text } from './types';

/** Machines: what can be done to one, its devices, its screen and its snapshots. */
export const lifecycleProcedures = {
  domainCreate: procedure(9, 'DOMAIN_CREATE', { domain }, {}),
  domainCreateXml: procedure(10, 'DOMAIN_CREATE_XML', { xml: text, flags: bits }, { domain }),
  domainDestroy: procedure(12, 'DOMAIN_DESTROY', { domain }, {}),
  domainReboot: procedure(27, 'DOMAIN_REBOOT', { domain, flags: bits }, {}),
  domainResume: procedure(28, 'DOMAIN_RESUME', { domain }, {}),
  domainShutdown: procedure(33, 'DOMAIN_SHUTDOWN', { domain }, {}),
  domainSuspend: procedure(34, 'DOMAIN_SUSPEND', { domain }, {}),
  domainAttachDeviceFlags: procedure(
    160,
    'DOMAIN_ATTACH_DEVICE_FLAGS',
    { domain, xml: text, flags: bits },
    {},
  ),
  domainDetachDeviceFlags: procedure(
    161,
    'DOMAIN_DETACH_DEVICE_FLAGS',
    { domain, xml: text, flags: bits },
    {},
  ),
  domainGetJobInfo: procedure(
    163,
    'DOMAIN_GET_JOB_INFO',
    { domain },
    {
      type: i32,
      timeElapsed: size,
      timeRemaining: size,
      dataTotal: size,
      dataProcessed: size,
      dataRemaining: size,
      memoryTotal: size,
      memoryProcessed: size,
      memoryRemaining: size,
      fileTotal: size,
      fileProcessed: size,
      fileRemaining: size,
    },
  ),
  domainAbortJob: procedure(164, 'DOMAIN_ABORT_JOB', { domain }, {}),
  domainUpdateDeviceFlags: procedure(
    174,
    'DOMAIN_UPDATE_DEVICE_FLAGS',
    { domain, xml: text, flags: bits },
    {},
  ),
  domainManagedSave: procedure(182, 'DOMAIN_MANAGED_SAVE', { domain, flags: bits }, {}),
  domainHasManagedSaveImage: procedure(
    183,
    'DOMAIN_HAS_MANAGED_SAVE_IMAGE',
    { domain, flags: bits },
    { result: flag },
  ),
  domainManagedSaveRemove: procedure(184, 'DOMAIN_MANAGED_SAVE_REMOVE', { domain, flags: bits }, {}),
  domainSnapshotCreateXml: procedure(
    185,
    'DOMAIN_SNAPSHOT_CREATE_XML',
    { domain, xml: text, flags: bits },
    { snapshot },
  ),
  domainSnapshotLookupByName: procedure(
    189,
    'DOMAIN_SNAPSHOT_LOOKUP_BY_NAME',
    { domain, name: text, flags: bits },
    { snapshot },
  ),
  domainSnapshotGetXmlDesc: procedure(
    186,
    'DOMAIN_SNAPSHOT_GET_XML_DESC',
    { snapshot, flags: bits },
    { xml: text },
  ),
  domainHasCurrentSnapshot: procedure(
    190,
    'DOMAIN_HAS_CURRENT_SNAPSHOT',
    { domain, flags: bits },
    { result: flag },
  ),
  domainSnapshotCurrent: procedure(191, 'DOMAIN_SNAPSHOT_CURRENT', { domain, flags: bits }, { snapshot }),
  domainRevertToSnapshot: procedure(192, 'DOMAIN_REVERT_TO_SNAPSHOT', { snapshot, flags: bits }, {}),
  domainSnapshotDelete: procedure(193, 'DOMAIN_SNAPSHOT_DELETE', { snapshot, flags: bits }, {}),
  domainCreateWithFlags: procedure(196, 'DOMAIN_CREATE_WITH_FLAGS', { domain, flags: bits }, { domain }),
  domainSetVcpusFlags: procedure(
    199,
    'DOMAIN_SET_VCPUS_FLAGS',
    { domain, virtualCpus: u32, flags: bits },
    {},
  ),
  domainSetMemoryFlags: procedure(204, 'DOMAIN_SET_MEMORY_FLAGS', { domain, memory: size, flags: bits }, {}),
  domainScreenshot: procedure(
    211,
    'DOMAIN_SCREENSHOT',
    { domain, screen: u32, flags: bits },
    { mime: optionalText },
  ),
  domainSendKey: procedure(
    226,
    'DOMAIN_SEND_KEY',
    { domain, codeset: u32, holdTime: u32, keycodes: array(u32, MAX_KEYS), flags: bits },
    {},
  ),
  domainDestroyFlags: procedure(234, 'DOMAIN_DESTROY_FLAGS', { domain, flags: bits }, {}),
  domainReset: procedure(245, 'DOMAIN_RESET', { domain, flags: bits }, {}),
  domainBlockResize: procedure(251, 'DOMAIN_BLOCK_RESIZE', { domain, disk: text, size, flags: bits }, {}),
  domainShutdownFlags: procedure(258, 'DOMAIN_SHUTDOWN_FLAGS', { domain, flags: bits }, {}),
  domainListAllSnapshots: procedure(
    274,
    'DOMAIN_LIST_ALL_SNAPSHOTS',
    { domain, needResults: flag, flags: bits },
    { snapshots: array(snapshot, MAX_LIST_ITEMS), count: i32 },
  ),
} as const;
