import type { Row } from '../row';
import { discoverySearch } from './discovery-search';
import { libvirtHung } from './libvirt-hung';
import { libvirtNative } from './libvirt-native';
import { libvirtState } from './libvirt-state';
import { machinesEvent } from './machines-event';
import { machinesList, machinesListMariadb } from './machines-list';
import { metadataAggregateMegabytes, metadataAggregateSeconds } from './metadata-aggregate';
import { policyDecide } from './policy-decide';
import { placementStorm } from './placement-storm';
import {
  policyDryRunApiP99,
  policyDryRunFirstSeconds,
  policyDryRunMegabytes,
  policyDryRunSeconds,
} from './policy-dry-run';
import { policyDecidePerSecond, policyRules500Vs50, policyTracePerSecond } from './policy-speed';
import { poolClass30, poolClass30VirtClone } from './pool-class30';
import { ssoLoopPause } from './sso-loop-pause';
import { ssoCpu, ssoEncryptedCpu } from './sso-cpu';
import { viewerFilter } from './viewer-filter';

/** Every row of the table, in the order in which it is printed. */
export const rows: readonly Row[] = [
  policyDecide,
  policyDecidePerSecond,
  policyRules500Vs50,
  policyTracePerSecond,
  policyDryRunSeconds,
  policyDryRunFirstSeconds,
  policyDryRunMegabytes,
  policyDryRunApiP99,
  viewerFilter,
  ssoCpu,
  ssoEncryptedCpu,
  ssoLoopPause,
  metadataAggregateSeconds,
  metadataAggregateMegabytes,
  discoverySearch,
  libvirtState,
  libvirtNative,
  libvirtHung,
  placementStorm,
  poolClass30,
  poolClass30VirtClone,
  machinesEvent,
  machinesList,
  machinesListMariadb,
];
