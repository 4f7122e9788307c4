import { DOMAIN_STATS, type DomainState, type DomainStatistics, type LibvirtConnection } from 'node-libvirt';
import type { Observation, ObservedState } from '../../hypervisor-driver';
import type { HostSide } from '../host-side/index';
import { isLibvirtError } from './translate-fault';
import { METADATA_NAMESPACE } from './mark';
import { readXmlAttribute } from './xml-text';

const STATES: Record<DomainState, ObservedState> = {
  nostate: 'unknown',
  running: 'running',
  blocked: 'running',
  paused: 'paused',
  shutdown: 'stopping',
  shutoff: 'stopped',
  crashed: 'crashed',
  // The guest sent itself to sleep; a key wakes it, so to people it runs.
  pmsuspended: 'running',
};

/** `virDomainState` and its reasons as numbers, as statistics give them. */
const BY_NUMBER: DomainState[] = [
  'nostate',
  'running',
  'blocked',
  'paused',
  'shutdown',
  'shutoff',
  'crashed',
  'pmsuspended',
];

/** What libvirt says of a machine, in the words of the port. */
export function observedState(state: DomainState, reason: string): ObservedState {
  // A machine is paused for a moment while it is made ready to start.
  if (state === 'paused' && reason === 'starting-up') return 'running';
  if (state === 'paused' && reason === 'shutting-down') return 'stopping';
  if (state === 'shutoff' && (reason === 'crashed' || reason === 'failed')) return 'crashed';
  return STATES[state];
}

/** A running domain of ours: which activation, and where its display is. */
export interface RunningDomain {
  activation: number;
  display: string | undefined;
}

/** Looks at the state of one domain, and why it is so. */
export async function stateOfDomain(
  connection: LibvirtConnection,
  machineId: string,
): Promise<Pick<Observation, 'state' | 'reason'>> {
  try {
    const { state, reasonName } = await connection.domains.state({ uuid: machineId });
    return { state: observedState(state, reasonName), reason: reasonName };
  } catch (error) {
    if (isLibvirtError(error, 'no-domain')) return { state: 'absent' };
    throw error;
  }
}

/** Looks at one domain: state, reason, and its display while it runs. */
export async function observeDomain(
  connection: LibvirtConnection,
  machineId: string,
  { sockets }: Pick<HostSide, 'sockets'>,
): Promise<Observation> {
  const found = await stateOfDomain(connection, machineId);
  if (found.state !== 'running' && found.state !== 'paused') return found;
  try {
    const { display } = await readRunningDomain(connection, machineId);
    return { ...found, ...(display ? { display: { kind: sockets, path: display } } : {}) };
  } catch (error) {
    if (isLibvirtError(error, 'no-domain')) return { state: 'absent' };
    throw error;
  }
}

/** Reads activation and display from the live definition. */
export async function readRunningDomain(
  connection: LibvirtConnection,
  machineId: string,
): Promise<RunningDomain> {
  const xml = await connection.domains.xml({ uuid: machineId });
  return {
    activation: xml.includes(METADATA_NAMESPACE)
      ? Number(readXmlAttribute(xml, 'v:vm', 'activation') ?? 0)
      : 0,
    display: readXmlAttribute(xml, 'graphics', 'socket') || undefined,
  };
}

/** Looks at every domain in one call. */
export async function observeDomains(connection: LibvirtConnection): Promise<Map<string, Observation>> {
  const found = await connection.domains.statistics({ groups: DOMAIN_STATS.state });
  return new Map(found.map((statistics) => [statistics.domain.uuid, observationOf(statistics)]));
}

function observationOf({ values }: DomainStatistics): Observation {
  const state = BY_NUMBER[Number(values['state.state'])] ?? 'nostate';
  return { state: observedState(state, reasonOf(state, Number(values['state.reason']))) };
}

/** The reasons that `observedState` tells apart (`virDomainPausedReason`, `virDomainShutoffReason`). */
function reasonOf(state: DomainState, reason: number): string {
  if (state === 'paused') return { 8: 'shutting-down', 11: 'starting-up' }[reason] ?? 'unknown';
  if (state === 'shutoff') return { 3: 'crashed', 6: 'failed' }[reason] ?? 'unknown';
  return 'unknown';
}
