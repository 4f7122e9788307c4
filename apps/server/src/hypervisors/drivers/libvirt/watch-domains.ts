import type { Domain, LibvirtConnection } from 'node-libvirt';
import type { DriverHearer } from '../../hypervisor-driver';
import { setTimeout as pause } from 'node:timers/promises';
import type { KeptConnection } from './kept-connection';
import { translateFault } from './translate-fault';

/** A daemon that takes connections but refuses to tell of events is not asked more often than this. */
const BETWEEN_ATTEMPTS_MS = 250;

/**
 * Tells of changes on a host until stopped. After a loss it connects and subscribes again by itself; `back` is told
 * once events flow, so whatever a hearer looks at from then on cannot become old unnoticed.
 */
export function watchDomains(kept: KeptConnection, hearer: DriverHearer): () => Promise<void> {
  let stop: () => void = () => undefined;
  let isStopped = false;
  const stopped = new Promise<void>((resolve) => (stop = resolve)).then(() => {
    isStopped = true;
  });
  const run = keepSubscribed(kept, hearer, stopped, () => isStopped);
  return async () => {
    stop();
    await run;
  };
}

async function keepSubscribed(
  kept: KeptConnection,
  hearer: DriverHearer,
  stopped: Promise<void>,
  isStopped: () => boolean,
): Promise<void> {
  let isLost = false;
  while (!isStopped()) {
    try {
      const connection = await kept.get();
      const unsubscribe = await subscribe(connection, hearer);
      isLost = false;
      if (!isStopped()) hearer.back();
      const reason = await Promise.race([connection.closed, stopped]);
      if (!reason) return await unsubscribe().catch(() => undefined);
      if (isStopped()) return;
      isLost = true;
      hearer.lost(reason.message);
    } catch (error) {
      if (isStopped()) return;
      if (!isLost) hearer.lost(translateFault(error, 'watching').message);
      isLost = true;
      const rested = Promise.all([kept.rested(), pause(BETWEEN_ATTEMPTS_MS, undefined, { ref: false })]);
      await Promise.race([rested, stopped]);
    }
  }
}

async function subscribe(connection: LibvirtConnection, hearer: DriverHearer): Promise<() => Promise<void>> {
  const tell = (domain: Domain, what: string) => hearer.changed({ machineId: domain.uuid, what });
  const stops = [
    await connection.events.onLifecycle(({ domain, event, detail }) => tell(domain, `${event}: ${detail}`)),
    await connection.events.onReboot(({ domain }) => tell(domain, 'reboot')),
  ];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}
