import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findProgram, startLibvirtd } from '@virlab/testbed';
import { type BenchMachine, type BrokerDriver, brokerDriver } from '../libvirt/broker-driver';
import type { Row } from '../row';

const run = promisify(execFile);
const MACHINES = 30;
/** As many at once as the broker makes on one host. */
const AT_ONCE = 4;
/** A guest without a system: it asks nothing more of the processors, which are those of the daemon too. */
const MEMORY_MIB = 16;
const IMAGE_SIZE = '16M';

type Libvirtd = Awaited<ReturnType<typeof startLibvirtd>>;

interface Place {
  libvirtd: Libvirtd;
  imagePath: string;
  driver: BrokerDriver;
  folder: string;
}

/** Makes and starts a machine, known by nothing but its number, and answers how to be rid of it. */
type Way = (place: Place, machine: BenchMachine) => Promise<() => Promise<unknown>>;

const byTheBroker: Way = async ({ driver }, machine) => {
  await driver.prepare(machine, { fresh: false });
  await driver.start(machine, 1, 'qemu');
  return () => driver.remove(machine.id);
};

/** The same clone, definition and start by one virsh, which is the least that a script can do. */
function byVirsh(template: string, first: BenchMachine, pool: string): Way {
  return async ({ libvirtd, imagePath, folder }, { id, name }) => {
    const file = path.join(folder, `${name}.xml`);
    const xml = ownXml(template, first, { id, name });
    writeFileSync(file, xml);
    const volume = path.basename(/<source file='([^']+)'/.exec(xml)?.[1] ?? '');
    await virsh(libvirtd, newVolume(pool, volume, imagePath), `define ${file}`, `start ${name}`);
    return () => virsh(libvirtd, `destroy ${name}`, `undefine ${name}`, `vol-delete ${volume} ${pool}`);
  };
}

/**
 * The definition by virt-clone, which takes a name and disk of its own from a machine that is off, and virsh's start.
 * virt-clone makes no linked clones, and of copies no two at once (`pool has asynchronous jobs running`): the disk is made
 * before, and left as it is.
 */
function byVirtClone(original: string, pool: string): Way {
  return async ({ libvirtd, imagePath }, { id, name }) => {
    const volume = `${id}.qcow2`;
    await virsh(libvirtd, newVolume(pool, volume, imagePath));
    const disk = path.join(libvirtd.imagesDirectory, volume);
    const own = ['--original', original, '--name', name, '--file', disk, '--preserve-data'];
    await run('virt-clone', ['-q', '--connect', libvirtd.uri(), ...own]);
    await virsh(libvirtd, `start ${name}`);
    return () => virsh(libvirtd, `destroy ${name}`, `undefine ${name}`, `vol-delete ${volume} ${pool}`);
  };
}

const newVolume = (pool: string, volume: string, image: string) =>
  `vol-create-as ${pool} ${volume} ${IMAGE_SIZE} --format qcow2 --backing-vol ${image} --backing-vol-format qcow2`;

/** The XML of a machine for another one: names, the disk, and the files of display and serial port are its own. */
function ownXml(template: string, first: BenchMachine, own: { id: string; name: string }): string {
  const short = (id: string) => id.replaceAll('-', '').slice(0, 16);
  return template
    .replaceAll(first.id, own.id)
    .replaceAll(short(first.id), short(own.id))
    .replaceAll(first.name, own.name);
}

async function virsh({ uri }: Libvirtd, ...commands: string[]): Promise<string> {
  return (await run('virsh', ['-q', '-c', uri(), commands.join(' ; ')])).stdout;
}

function newMachine(imagePath: string): BenchMachine {
  const id = randomUUID();
  const names = { id, name: `bench-${id.slice(0, 8)}`, owner: 'o', pool: 'p' };
  return { ...names, imagePath, memoryMiB: MEMORY_MIB, vcpus: 1, network: { kind: 'none' } };
}

/** Seconds until a whole class runs, some machines at once; then takes it away. */
async function secondsOf(place: Place, way: Way): Promise<number> {
  const waiting = Array.from({ length: MACHINES }, () => newMachine(place.imagePath));
  const ends: (() => Promise<unknown>)[] = [];
  const work = async () => {
    for (let machine = waiting.pop(); machine; machine = waiting.pop()) ends.push(await way(place, machine));
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const seconds = (performance.now() - from) / 1_000;
  const running = (await virsh(place.libvirtd, 'list --name')).split('\n').filter(Boolean).length;
  if (running !== MACHINES) throw new Error(`${running} machines run, expected ${MACHINES}`);
  await Promise.all(ends.map((end) => end()));
  return seconds;
}

async function withHost<T>(work: (place: Place) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-bench-'));
  // The daemon is somebody else when we are root, and has to come to its own folder in here.
  chmodSync(folder, 0o755);
  const libvirtd = await startLibvirtd({ directory: path.join(folder, 'daemon') });
  try {
    const empty = path.join(folder, 'empty.qcow2');
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', empty, IMAGE_SIZE]);
    const imagePath = await libvirtd.installImage(empty);
    const { imagesDirectory, socketsDirectory } = libvirtd;
    const driver = await brokerDriver({ uri: libvirtd.uri(), imagesDirectory, socketsDirectory });
    try {
      return await work({ libvirtd, imagePath, driver, folder });
    } finally {
      await driver.close();
    }
  } finally {
    await libvirtd.stop({ erase: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Model {
  machine: BenchMachine;
  xml: string;
  pool: string;
}

/** A machine that the broker made, off, with its XML: what the other ways take as their model. */
async function withModel<T>(place: Place, work: (model: Model) => Promise<T>): Promise<T> {
  const machine = newMachine(place.imagePath);
  const end = await byTheBroker(place, machine);
  const xml = await virsh(place.libvirtd, `dumpxml --inactive ${machine.name}`);
  const pool = (await virsh(place.libvirtd, 'pool-list --name')).trim();
  await virsh(place.libvirtd, `destroy ${machine.name}`);
  try {
    return await work({ machine, xml, pool });
  } finally {
    await end();
  }
}

const besideTheBroker = (other: (model: Model) => Way) =>
  withHost((place) =>
    withModel(place, async (model) => ({
      value: await secondsOf(place, byTheBroker),
      yardstick: await secondsOf(place, other(model)),
    })),
  );

/** What it costs that a class is made by a broker, and not by a script that nobody has to answer for. */
export const poolClass30: Row = {
  id: 'pool.class30_overhead',
  what: `a class of ${MACHINES} linked clones on a real libvirtd, made, defined and started by the broker's driver, ${AT_ONCE} at once`,
  unit: 's',
  yardstick: `the same clones, definitions and starts by virsh, ${AT_ONCE} at once, one process for each machine`,
  aim: 1.1,
  runs: 1,
  measure: () => besideTheBroker(({ machine, xml, pool }) => byVirsh(xml, machine, pool)),
};

/** The same beside the program that people clone machines with. */
export const poolClass30VirtClone: Row = {
  id: 'pool.class30_virt_clone',
  what: poolClass30.what,
  unit: 's',
  yardstick: `the same disks by virsh, clones of the definition by virt-clone and starts by virsh, ${AT_ONCE} at once`,
  aim: 1,
  runs: 1,
  whyNot: async () =>
    findProgram('virt-clone') === undefined ? 'virt-clone is not installed (Debian package virtinst)' : null,
  measure: () => besideTheBroker(({ machine, pool }) => byVirtClone(machine.name, pool)),
};
