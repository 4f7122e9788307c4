import { execFileSync, spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { waitFor } from '@virlab/testbed';
import { LibvirtConnection } from 'node-libvirt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/index';
import type { MachineSpec } from '../../hypervisor-driver';
import { makeAdministratorImage } from '../../testing/administrator-image';
import { openPrivateLibvirt, READY_LINE } from '../../testing/private-libvirt';
import { privateNetworkName, unnamedNetworkName } from '../names';
import { privateNetworkXml } from './private-networks';

/** Two guests boot by emulation on two cores, beside whatever else runs. */
const DEADLINE_MS = 180_000;
/** Where the host is managed; an address of its own loopback, as every address of a host's is reached alike. */
const MANAGEMENT = '198.51.100.1';
const PORT = 8_053;

const cannot = [
  process.getuid?.() === 0 ? '' : 'only root can start a daemon that makes networks',
  process.platform === 'linux' ? '' : 'network namespaces are of Linux',
].find((reason) => reason !== '');
if (cannot) process.stderr.write(`private networks are not tried: ${cannot}\n`);

describe.skipIf(cannot)('private networks', { timeout: DEADLINE_MS * 2 }, () => {
  let host: Awaited<ReturnType<typeof openPrivateLibvirt>>;
  let connection: LibvirtConnection;
  let listener: ReturnType<typeof spawn>;
  let imagePath: string;
  let heard = '';
  const shells: ShellOnSerial[] = [];

  beforeAll(async () => {
    host = await openPrivateLibvirt({ system: true });
    imagePath = path.join(host.place.imagesDirectory, 'administrator.qcow2');
    makeAdministratorImage(host.imagePath, imagePath);
    chmodSync(imagePath, 0o644);
    connection = await LibvirtConnection.open(host.place.uri);
    listener = listenOnHost(host.libvirtd.pid, (said) => (heard += said));
    await waitFor('the listener of the host', () => heard.includes('listening'));
  }, DEADLINE_MS);
  afterAll(async () => {
    for (const shell of shells) shell.end();
    listener?.kill();
    await connection?.close();
    await host?.close();
  }, DEADLINE_MS);

  const named = (wire: string) => privateNetworkName(host.place.installation, wire);
  function machine(network: string): MachineSpec {
    const id = newId();
    const { memoryMiB } = host;
    return {
      ...{ id, name: `m-${id.slice(0, 8)}`, imagePath, memoryMiB, vcpus: 1, owner: 'o', pool: 'p' },
      network: { kind: 'private', name: network },
    };
  }
  async function boot(spec: MachineSpec, address: string): Promise<ShellOnSerial> {
    await host.driver.prepare(spec, { fresh: false });
    await host.driver.start(spec, 1, 'qemu');
    await waitFor('the guest', async () => (await host.driver.signs(spec.id, 1, READY_LINE)).ready === true, {
      deadlineMs: DEADLINE_MS,
    });
    const shell = await ShellOnSerial.open(connection, spec.id);
    shells.push(shell);
    await shell.run(`ip link set eth0 up && ip addr add ${address} dev eth0`);
    return shell;
  }

  it('should let guests of one network reach each other, and no address of the host by any trick', async () => {
    const [attacker, neighbour] = [machine('lab-1'), machine('lab-1')];
    const [shell] = await Promise.all([boot(attacker, '10.9.0.1/24'), boot(neighbour, '10.9.0.2/24')]);
    expect(await shell.run('id -u')).toContain('0');
    expect(await shell.run('ping -c 3 -W 5 10.9.0.2')).toMatch(/[1-3] packets received/);
    // The host's address is made a neighbour's, which is what a guest that knows it would do.
    await shell.run('ip addr add 198.51.100.7/24 dev eth0');
    expect(await shell.run(`ping -c 2 -W 2 ${MANAGEMENT}`)).toContain('0 packets received');
    expect(await shell.run(`nc -w 2 ${MANAGEMENT} ${PORT} < /dev/null`)).toContain('timed out');
    await shell.run(`nslookup asked-by-name ${MANAGEMENT}:${PORT}`);
    await shell.run(`arp -s ${MANAGEMENT} ff:ff:ff:ff:ff:ff`);
    await shell.run(`nslookup asked-by-broadcast ${MANAGEMENT}:${PORT}`);
    const addresses = bridgeAddresses(host.libvirtd.pid);
    expect(addresses.length).toBeGreaterThanOrEqual(3);
    for (const mac of addresses) {
      await shell.run(`arp -s ${MANAGEMENT} ${mac}`);
      await shell.run(`nslookup asked-by-${mac.replaceAll(':', '')} ${MANAGEMENT}:${PORT}`);
    }
    expect(await shell.run(`nc -w 30 10.9.0.2 ${PORT} < /dev/null`)).toContain('refused');
    expect(heard).toBe('listening\n');
    // The listener does hear whoever is on the host.
    spawnOnHost(
      host.libvirtd.pid,
      `require('dgram').createSocket('udp4').send('from the host', ${PORT}, '${MANAGEMENT}', () => process.exit())`,
    );
    await waitFor('the control', () => heard.includes('from the host'));

    const left = await host.driver.leftovers();
    expect(left).toContainEqual({ kind: 'network', name: named('lab-1'), machineId: null, isOurs: true });
    for (const { id } of [attacker, neighbour]) await host.driver.remove(id);
    for (const one of left.filter(({ kind }) => kind === 'network')) await host.driver.clear(one);
    expect(await connection.networks.list()).toEqual([]);
  });

  it('should neither use nor clear a network of that name that somebody else has made', async () => {
    const name = named('taken');
    const network = await connection.networks.defineXml(`<network><name>${name}</name></network>`);
    const spec = machine('taken');
    await host.driver.prepare(spec, { fresh: false });
    await expect(host.driver.start(spec, 1, 'qemu')).rejects.toMatchObject({ code: 'name-taken' });
    const left = (await host.driver.leftovers()).filter((one) => one.name === name);
    expect(left).toEqual([{ kind: 'network', name, machineId: null, isOurs: false }]);
    for (const one of left) {
      await expect(host.driver.clear(one)).rejects.toMatchObject({ code: 'refused' });
      await expect(host.driver.clear({ ...one, isOurs: true })).rejects.toMatchObject({ code: 'refused' });
    }
    await connection.networks.undefine(network);
    await host.driver.remove(spec.id);
  });

  it('should go on with a wire from before names told the installation, and have it from then on', async () => {
    const unnamed = privateNetworkXml(unnamedNetworkName('old'), '').replace(/ installation=''/, '');
    await connection.networks.create(await connection.networks.defineXml(unnamed));
    const wire = { kind: 'network', name: 'virlab-old', machineId: null };
    expect(await host.driver.leftovers()).toContainEqual({ ...wire, isOurs: false });
    await expect(host.driver.clear({ ...wire, kind: 'network', isOurs: true })).rejects.toMatchObject({
      code: 'refused',
    });
    const spec = machine('old');
    await host.driver.prepare(spec, { fresh: false });
    await host.driver.start(spec, 1, 'qemu');
    expect(await connection.domains.xml({ uuid: spec.id })).toContain('virlab-old');
    expect((await connection.networks.list()).map(({ name }) => name)).toEqual(['virlab-old']);
    // Another Virlab that calls its wire the same has one of its own.
    const [other, theirs] = [host.beside('b'.repeat(16)), machine('old')];
    await other.prepare(theirs, { fresh: false });
    await other.start(theirs, 1, 'qemu');
    const named = privateNetworkName('b'.repeat(16), 'old');
    expect(await connection.domains.xml({ uuid: theirs.id })).toContain(named);
    const claimed = { kind: 'network', name: named, machineId: null, isOurs: true } as const;
    await expect(host.driver.clear(claimed)).rejects.toMatchObject({ code: 'refused' });
    await other.remove(theirs.id);
    await other.clear(claimed);
    await other.close();
    await host.driver.remove(spec.id);
    await host.driver.clear({ ...wire, kind: 'network', isOurs: true });
    expect(await connection.networks.list()).toEqual([]);
  });
});

/** A shell of a guest, over its serial port. */
class ShellOnSerial {
  private said = '';
  private count = 0;

  private constructor(
    private readonly stream: Awaited<ReturnType<LibvirtConnection['domains']['openConsole']>>,
  ) {
    stream.onData((bytes) => (this.said += bytes.toString('latin1')));
  }

  /** Answers when the shell has prompted: whatever is typed before, the terminal throws away when it opens. */
  static async open(connection: LibvirtConnection, uuid: string): Promise<ShellOnSerial> {
    const shell = new ShellOnSerial(await connection.domains.openConsole({ uuid }));
    await shell.untilSaid('the prompt of the serial console', '# ', () => shell.type(''));
    return shell;
  }

  /** Runs a command; answers what it printed. */
  async run(command: string): Promise<string> {
    this.count += 1;
    this.said = '';
    // Written in two parts, or the echo of the command would be taken for its end.
    this.type(`${command}; echo end-""${this.count}-`);
    await this.untilSaid(`the end of "${command}"`, `end-${this.count}-`);
    return this.said;
  }

  end(): void {
    this.stream.abort();
  }

  private type(line: string): void {
    this.stream.write(Buffer.from(`${line}\n`));
  }

  private async untilSaid(what: string, words: string, nudge = () => {}): Promise<void> {
    const isSaid = () => {
      if (this.said.includes(words)) return true;
      nudge();
      return false;
    };
    await waitFor(what, isSaid, { deadlineMs: DEADLINE_MS }).catch((error: Error) => {
      throw new Error(`${error.message}; the guest said: ${JSON.stringify(this.said.slice(-2000))}`);
    });
  }
}

/** Listens on every address of the daemon's host, by TCP and UDP, after giving it one that is worth reaching. */
function listenOnHost(pid: number, onHeard: (said: string) => void) {
  const program = `
    require('child_process').execFileSync('ip', ['addr', 'add', '${MANAGEMENT}/32', 'dev', 'lo']);
    require('net').createServer((socket) => { console.log('TCP', socket.remoteAddress); socket.end(); })
      .listen(${PORT}, '0.0.0.0', () => {
        const socket = require('dgram').createSocket('udp4');
        socket.on('message', (bytes) => console.log('UDP', bytes.toString('latin1')));
        socket.bind(${PORT}, () => console.log('listening'));
      });`;
  const child = spawnOnHost(pid, program);
  child.stdout?.on('data', (bytes: Buffer) => onHeard(bytes.toString('utf8')));
  return child;
}

function spawnOnHost(pid: number, program: string) {
  const stdio = ['ignore', 'pipe', 'inherit'] as ['ignore', 'pipe', 'inherit'];
  return spawn('nsenter', [`--net=/proc/${pid}/ns/net`, process.execPath, '-e', program], { stdio });
}

/** Every Ethernet address that the host has beside its guests. */
function bridgeAddresses(pid: number): string[] {
  const text = execFileSync('nsenter', [`--net=/proc/${pid}/ns/net`, 'ip', '-o', 'link'], {
    encoding: 'utf8',
  });
  return [...text.matchAll(/ (?:vl|vnet)\S+ .* link\/ether (\S+)/g)].map(([, mac = '']) => mac);
}
