/*
 * Follows a host through restarts of its daemon and losses of the way to it, and starts machines beside without keeping
 * that waiting.
 */
// eslint-disable-next-line @nx/enforce-module-boundaries -- an example imports the library as its users do
import { DOMAIN_STATS, KeptPair, keepListening } from 'node-libvirt';

/** @param say - where each line goes; call what is returned to stop */
export function followHost(uri: string, say: (line: string) => void) {
  const host = new KeptPair(uri);
  const lookAtAll = async () => {
    const { domains } = await host.quick.get();
    for (const { domain, values } of await domains.statistics({ groups: DOMAIN_STATS.state })) {
      say(`${domain.name} is in state ${values['state.state']}`);
    }
  };
  const stop = keepListening(host.quick, {
    subscribe: async ({ events }) => [
      await events.onLifecycle(({ domain, event }) => say(`${domain.name}: ${event}`)),
    ],
    look: () => void lookAtAll().catch((error: unknown) => say(`not seen: ${String(error)}`)),
    lost: (error) => say(`lost: ${String(error)}`),
  });
  return {
    start: async (name: string) => {
      const { domains } = await host.slow.get();
      await domains.create(await domains.lookupByName(name));
    },
    stop: async () => {
      await stop();
      await host.close();
    },
  };
}
