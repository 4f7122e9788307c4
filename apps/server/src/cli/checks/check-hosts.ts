import { setTimeout as pause } from 'node:timers/promises';
import { DriverError, DriverPool, type HostEntity, Hosts } from '../../hypervisors/index';
import type { Lab } from '../open-lab';
import type { Finding } from './finding';

/** A libvirt daemon on the same machine or campus answers in milliseconds. */
const LONGEST_WAIT_MS = 5_000;

/** Asks every host what it is; all at the same time, so that silent ones cost one wait together. */
export async function checkHosts(lab: Lab): Promise<Finding[]> {
  const hosts = await lab.get(Hosts).all();
  if (hosts.length === 0) return [{ state: 'note', what: 'hosts', detail: 'there is none' }];
  return Promise.all(hosts.map((host) => checkHost(lab.get(DriverPool), host)));
}

async function checkHost(drivers: DriverPool, host: HostEntity): Promise<Finding> {
  const what = `host ${host.id}`;
  const late = new AbortController();
  try {
    const facts = await Promise.race([
      drivers.of(host).facts(),
      pause(LONGEST_WAIT_MS, undefined, { signal: late.signal }),
    ]);
    if (!facts)
      return { state: 'bad', what, detail: `${host.uri} did not answer within ${LONGEST_WAIT_MS / 1000} s` };
    const { version, memoryMiB, freeMemoryMiB } = facts;
    const proof = host.runsBy === null ? 'not proved yet' : `runs guests by ${host.runsBy}`;
    const detail = `${host.uri} ${version}, ${freeMemoryMiB} of ${memoryMiB} MiB free, ${proof}`;
    return { state: 'ok', what, detail };
  } catch (error) {
    if (!(error instanceof DriverError)) throw error;
    return { state: 'bad', what, detail: `${host.uri}: ${error.message}` };
  } finally {
    late.abort();
  }
}
