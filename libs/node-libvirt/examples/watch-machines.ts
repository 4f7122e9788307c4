/*
 * Lists the machines of the local daemon, starts one, and says what happens to all of them until the daemon goes away.
 */
// eslint-disable-next-line @nx/enforce-module-boundaries -- an example imports the library as its users do
import { LibvirtConnection, LibvirtError, LibvirtTimeoutError } from 'node-libvirt';

/** @param say - where each line goes */
export async function watchMachines(
  uri: string,
  nameToStart: string,
  say: (line: string) => void,
): Promise<void> {
  const connection = await LibvirtConnection.open(uri);

  await connection.events.onLifecycle(({ domain, event, detail }) =>
    say(`${domain.name}: ${event} (${detail})`),
  );

  for (const domain of await connection.domains.list()) {
    const { state, reasonName } = await connection.domains.state(domain);
    say(`${domain.name}: ${state} (${reasonName})`);
  }

  try {
    const domain = await connection.domains.lookupByName(nameToStart);
    await connection.domains.create(domain, 0, { timeoutMs: 60_000 });
  } catch (error) {
    if (error instanceof LibvirtError && error.code === 'operation-invalid')
      say(`${nameToStart} runs already`);
    else if (error instanceof LibvirtTimeoutError && error.outcome === 'unknown')
      say('it may still start: look again');
    else throw error;
  }

  const { code, message } = await connection.closed;
  say(`the connection ended: ${code}, ${message}`);
}
