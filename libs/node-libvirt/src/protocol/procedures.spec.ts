import { describe, expect, it } from 'vitest';
import { errorName, errorSource } from './error-names';
import { eventMessages, procedures } from './index';
import { lifecycleEvent } from './domain-events';
import { domainState, stateReason } from './domain-states';

describe('the table of procedures', () => {
  it('should give each number once', () => {
    const numbers = [...Object.values(procedures), ...Object.values(eventMessages)].map(
      ({ number }) => number,
    );
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('should name each row after libvirt in camel case', () => {
    for (const [key, { name }] of Object.entries(procedures)) {
      expect(key.toUpperCase()).toBe(name.replaceAll('_', ''));
    }
  });

  it('should keep numbers and names', () => {
    const rows = Object.values(procedures)
      .map(({ number, name }) => `${number} ${name}`)
      .sort((a, b) => Number.parseInt(a) - Number.parseInt(b));
    expect(rows).toMatchInlineSnapshot(`
      [
        "1 CONNECT_OPEN",
        "2 CONNECT_CLOSE",
        "3 CONNECT_GET_TYPE",
        "4 CONNECT_GET_VERSION",
        "6 NODE_GET_INFO",
        "7 CONNECT_GET_CAPABILITIES",
        "9 DOMAIN_CREATE",
        "10 DOMAIN_CREATE_XML",
        "11 DOMAIN_DEFINE_XML",
        "12 DOMAIN_DESTROY",
        "14 DOMAIN_GET_XML_DESC",
        "15 DOMAIN_GET_AUTOSTART",
        "16 DOMAIN_GET_INFO",
        "22 DOMAIN_LOOKUP_BY_ID",
        "23 DOMAIN_LOOKUP_BY_NAME",
        "24 DOMAIN_LOOKUP_BY_UUID",
        "27 DOMAIN_REBOOT",
        "28 DOMAIN_RESUME",
        "29 DOMAIN_SET_AUTOSTART",
        "33 DOMAIN_SHUTDOWN",
        "34 DOMAIN_SUSPEND",
        "35 DOMAIN_UNDEFINE",
        "39 NETWORK_CREATE",
        "41 NETWORK_DEFINE_XML",
        "42 NETWORK_DESTROY",
        "43 NETWORK_GET_XML_DESC",
        "46 NETWORK_LOOKUP_BY_NAME",
        "47 NETWORK_LOOKUP_BY_UUID",
        "48 NETWORK_SET_AUTOSTART",
        "49 NETWORK_UNDEFINE",
        "59 CONNECT_GET_HOSTNAME",
        "60 CONNECT_SUPPORTS_FEATURE",
        "66 AUTH_LIST",
        "67 AUTH_SASL_INIT",
        "68 AUTH_SASL_START",
        "69 AUTH_SASL_STEP",
        "70 AUTH_POLKIT",
        "77 STORAGE_POOL_DEFINE_XML",
        "78 STORAGE_POOL_CREATE",
        "79 STORAGE_POOL_BUILD",
        "80 STORAGE_POOL_DESTROY",
        "82 STORAGE_POOL_UNDEFINE",
        "83 STORAGE_POOL_REFRESH",
        "84 STORAGE_POOL_LOOKUP_BY_NAME",
        "85 STORAGE_POOL_LOOKUP_BY_UUID",
        "87 STORAGE_POOL_GET_INFO",
        "88 STORAGE_POOL_GET_XML_DESC",
        "90 STORAGE_POOL_SET_AUTOSTART",
        "93 STORAGE_VOL_CREATE_XML",
        "94 STORAGE_VOL_DELETE",
        "95 STORAGE_VOL_LOOKUP_BY_NAME",
        "96 STORAGE_VOL_LOOKUP_BY_KEY",
        "97 STORAGE_VOL_LOOKUP_BY_PATH",
        "98 STORAGE_VOL_GET_INFO",
        "99 STORAGE_VOL_GET_XML_DESC",
        "100 STORAGE_VOL_GET_PATH",
        "102 NODE_GET_FREE_MEMORY",
        "110 CONNECT_GET_URI",
        "125 STORAGE_VOL_CREATE_XML_FROM",
        "150 DOMAIN_IS_ACTIVE",
        "152 NETWORK_IS_ACTIVE",
        "157 CONNECT_GET_LIB_VERSION",
        "160 DOMAIN_ATTACH_DEVICE_FLAGS",
        "161 DOMAIN_DETACH_DEVICE_FLAGS",
        "163 DOMAIN_GET_JOB_INFO",
        "164 DOMAIN_ABORT_JOB",
        "174 DOMAIN_UPDATE_DEVICE_FLAGS",
        "175 NWFILTER_LOOKUP_BY_NAME",
        "177 NWFILTER_GET_XML_DESC",
        "180 NWFILTER_DEFINE_XML",
        "181 NWFILTER_UNDEFINE",
        "182 DOMAIN_MANAGED_SAVE",
        "183 DOMAIN_HAS_MANAGED_SAVE_IMAGE",
        "184 DOMAIN_MANAGED_SAVE_REMOVE",
        "185 DOMAIN_SNAPSHOT_CREATE_XML",
        "186 DOMAIN_SNAPSHOT_GET_XML_DESC",
        "189 DOMAIN_SNAPSHOT_LOOKUP_BY_NAME",
        "190 DOMAIN_HAS_CURRENT_SNAPSHOT",
        "191 DOMAIN_SNAPSHOT_CURRENT",
        "192 DOMAIN_REVERT_TO_SNAPSHOT",
        "193 DOMAIN_SNAPSHOT_DELETE",
        "194 DOMAIN_GET_BLOCK_INFO",
        "196 DOMAIN_CREATE_WITH_FLAGS",
        "199 DOMAIN_SET_VCPUS_FLAGS",
        "201 DOMAIN_OPEN_CONSOLE",
        "204 DOMAIN_SET_MEMORY_FLAGS",
        "208 STORAGE_VOL_UPLOAD",
        "209 STORAGE_VOL_DOWNLOAD",
        "211 DOMAIN_SCREENSHOT",
        "212 DOMAIN_GET_STATE",
        "226 DOMAIN_SEND_KEY",
        "227 NODE_GET_CPU_STATS",
        "228 NODE_GET_MEMORY_STATS",
        "231 DOMAIN_UNDEFINE_FLAGS",
        "234 DOMAIN_DESTROY_FLAGS",
        "245 DOMAIN_RESET",
        "251 DOMAIN_BLOCK_RESIZE",
        "258 DOMAIN_SHUTDOWN_FLAGS",
        "260 STORAGE_VOL_RESIZE",
        "264 DOMAIN_SET_METADATA",
        "265 DOMAIN_GET_METADATA",
        "273 CONNECT_LIST_ALL_DOMAINS",
        "274 DOMAIN_LIST_ALL_SNAPSHOTS",
        "281 CONNECT_LIST_ALL_STORAGE_POOLS",
        "282 STORAGE_POOL_LIST_ALL_VOLUMES",
        "283 CONNECT_LIST_ALL_NETWORKS",
        "291 NETWORK_UPDATE",
        "313 CONNECT_NETWORK_EVENT_REGISTER_ANY",
        "314 CONNECT_NETWORK_EVENT_DEREGISTER_ANY",
        "316 CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY",
        "317 CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY",
        "341 NETWORK_GET_DHCP_LEASES",
        "342 CONNECT_GET_DOMAIN_CAPABILITIES",
        "344 CONNECT_GET_ALL_DOMAIN_STATS",
        "350 DOMAIN_DEFINE_XML_FLAGS",
        "353 DOMAIN_INTERFACE_ADDRESSES",
        "358 DOMAIN_RENAME",
        "368 CONNECT_STORAGE_POOL_EVENT_REGISTER_ANY",
        "369 CONNECT_STORAGE_POOL_EVENT_DEREGISTER_ANY",
      ]
    `);
    expect(Object.values(eventMessages).map(({ number, eventId, name }) => `${number} ${eventId} ${name}`))
      .toMatchInlineSnapshot(`
        [
          "318 0 DOMAIN_EVENT_CALLBACK_LIFECYCLE",
          "319 1 DOMAIN_EVENT_CALLBACK_REBOOT",
          "320 2 DOMAIN_EVENT_CALLBACK_RTC_CHANGE",
          "321 3 DOMAIN_EVENT_CALLBACK_WATCHDOG",
          "324 6 DOMAIN_EVENT_CALLBACK_IO_ERROR_REASON",
          "323 5 DOMAIN_EVENT_CALLBACK_GRAPHICS",
          "325 7 DOMAIN_EVENT_CALLBACK_CONTROL_ERROR",
          "326 8 DOMAIN_EVENT_CALLBACK_BLOCK_JOB",
          "327 9 DOMAIN_EVENT_CALLBACK_DISK_CHANGE",
          "328 10 DOMAIN_EVENT_CALLBACK_TRAY_CHANGE",
          "331 13 DOMAIN_EVENT_CALLBACK_BALLOON_CHANGE",
          "333 15 DOMAIN_EVENT_CALLBACK_DEVICE_REMOVED",
          "346 17 DOMAIN_EVENT_CALLBACK_TUNABLE",
          "348 18 DOMAIN_EVENT_CALLBACK_AGENT_LIFECYCLE",
          "354 19 DOMAIN_EVENT_CALLBACK_DEVICE_ADDED",
          "359 20 DOMAIN_EVENT_CALLBACK_MIGRATION_ITERATION",
          "363 21 DOMAIN_EVENT_CALLBACK_JOB_COMPLETED",
          "367 22 DOMAIN_EVENT_CALLBACK_DEVICE_REMOVAL_FAILED",
          "379 23 DOMAIN_EVENT_CALLBACK_METADATA_CHANGE",
          "315 0 NETWORK_EVENT_LIFECYCLE",
          "370 0 STORAGE_POOL_EVENT_LIFECYCLE",
          "373 1 STORAGE_POOL_EVENT_REFRESH",
        ]
      `);
  });
});

describe('names of numbers', () => {
  it.each([
    [1, 'internal-error'],
    [3, 'no-support'],
    [9, 'operation-failed'],
    [38, 'system-error'],
    [39, 'rpc'],
    [42, 'no-domain'],
    [43, 'no-network'],
    [45, 'auth-failed'],
    [49, 'no-storage-pool'],
    [50, 'no-storage-vol'],
    [55, 'operation-invalid'],
    [67, 'config-unsupported'],
    [68, 'operation-timeout'],
    [72, 'no-domain-snapshot'],
    [78, 'operation-aborted'],
    [80, 'no-domain-metadata'],
    [84, 'operation-unsupported'],
    [86, 'agent-unresponsive'],
    [87, 'resource-busy'],
    [88, 'access-denied'],
    [90, 'storage-vol-exist'],
    [94, 'auth-unavailable'],
    [110, 'multiple-domains'],
    [9999, 'unknown'],
    [-1, 'unknown'],
  ])('should call error %i %s', (number, name) => expect(errorName(number)).toBe(name));

  it('should name the part that complained', () => {
    expect([10, 7, 18, 19, 20, 77].map(errorSource)).toEqual([
      'qemu',
      'rpc',
      'storage',
      'network',
      'domain',
      'source-77',
    ]);
  });

  it.each([
    [2, 0, 'started', 'booted'],
    [5, 1, 'stopped', 'destroyed'],
    [6, 1, 'shutdown', 'guest'],
    [3, 2, 'suspended', 'io-error'],
    [4, 0, 'resumed', 'unpaused'],
    [0, 1, 'defined', 'updated'],
    [1, 0, 'undefined', 'removed'],
    [2, 99, 'started', 'unknown'],
    [99, 0, 'unknown', 'unknown'],
    [-1, -1, 'unknown', 'unknown'],
  ])('should call lifecycle event %i/%i %s/%s', (event, detail, name, detailName) =>
    expect(lifecycleEvent(event, detail)).toEqual({ event: name, detail: detailName }),
  );

  it.each([
    [1, 1, 'running', 'booted'],
    [3, 1, 'paused', 'user'],
    [3, 11, 'paused', 'starting-up'],
    [5, 8, 'shutoff', 'daemon'],
    [6, 1, 'crashed', 'panicked'],
    [0, 5, 'nostate', 'unknown'],
    [42, 1, 'nostate', 'unknown'],
  ])('should call state %i/%i %s/%s', (number, reason, state, reasonName) => {
    expect(domainState(number)).toBe(state);
    expect(stateReason(domainState(number), reason)).toBe(reasonName);
  });
});
