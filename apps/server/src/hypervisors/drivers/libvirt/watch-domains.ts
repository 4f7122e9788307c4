import { type Domain, keepListening, type KeptConnection } from 'node-libvirt';
import type { DriverHearer } from '../../hypervisor-driver';
import { translateFault } from './translate-fault';

/**
 * Tells of changes on a host until stopped. After a loss it connects and subscribes again by itself; `back` is told
 * once events flow, so whatever a hearer looks at from then on cannot become old unnoticed.
 */
export function watchDomains(kept: KeptConnection, hearer: DriverHearer): () => Promise<void> {
  const tell = (domain: Domain, what: string) => hearer.changed({ machineId: domain.uuid, what });
  return keepListening(
    kept,
    {
      subscribe: async ({ events }) => [
        await events.onLifecycle(({ domain, event, detail }) => tell(domain, `${event}: ${detail}`)),
        await events.onReboot(({ domain }) => tell(domain, 'reboot')),
      ],
      look: () => hearer.back(),
      lost: (error) => hearer.lost(translateFault(error, 'watching').message),
    },
    // Whoever hears `back` looks a second time by itself: it does so for hosts of every kind.
    { settleMs: 0 },
  );
}
