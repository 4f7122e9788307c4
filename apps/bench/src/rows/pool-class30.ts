import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, startLibvirtd } from '@virlab/testbed';
import { DOMAIN_STATS, LibvirtConnection } from 'node-libvirt';
import { classOnLibvirt, fillFaculty, writeSqlite } from '../machines/faculty';
import type { Row } from '../row';
import { startWatched } from '../sign-ins/watched-server';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const MACHINES = 30;
const AT_ONCE = 4;
const LOOK_EVERY_MS = 20;
const LATEST_MS = 180_000;
/** libvirt's number for a running domain (VIR_DOMAIN_RUNNING). */
const RUNNING = 1;
const SIZE = { people: MACHINES, machines: MACHINES, ofFirstClass: MACHINES, roomOfHost: MACHINES };

type Libvirtd = Awaited<ReturnType<typeof startLibvirtd>>;

async function untilAllRun(connection: LibvirtConnection): Promise<void> {
  const from = performance.now();
  for (;;) {
    const all = await connection.domains.statistics({ groups: DOMAIN_STATS.state });
    if (all.filter(({ values }) => values['state.state'] === RUNNING).length >= MACHINES) return;
    if (performance.now() - from > LATEST_MS) throw new Error(`only ${all.length} machines are there`);
    await pause(LOOK_EVERY_MS);
  }
}

/** From the first click to the moment when all run, in seconds; then the XML of one of them. */
async function byTheBroker(
  folder: string,
  libvirtd: Libvirtd,
  imagePath: string,
  connection: LibvirtConnection,
): Promise<{ seconds: number; xml: string }> {
  const { imagesDirectory, socketsDirectory } = libvirtd;
  const lab = classOnLibvirt({ uri: libvirtd.uri(), imagesDirectory, socketsDirectory, imagePath });
  writeFileSync(path.join(folder, 'lab.yaml'), lab);
  const file = path.join(folder, 'virlab.sqlite');
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const start = (more: Record<string, string>) =>
    startWatched(
      path.join(ROOT, 'dist/apps/server/main.js'),
      {
        VIRLAB_PUBLIC_URL: origin,
        VIRLAB_LISTEN: `127.0.0.1:${port}`,
        VIRLAB_DATA_DIR: folder,
        VIRLAB_DATABASE_URL: `sqlite:${file}`,
        VIRLAB_LOG_LEVEL: 'warn',
        ...more,
      },
      'virlab ready',
    );
  await (await start({ VIRLAB_APPLY: path.join(folder, 'lab.yaml') })).stop();
  let filled = { cookie: '', machineIds: [] as string[] };
  await writeSqlite(file, async (to) => {
    filled = await fillFaculty(to, SIZE, 'qemu');
  });
  const server = await start({});
  try {
    const headers = { cookie: filled.cookie, origin, 'content-type': 'application/json' };
    const began = performance.now();
    const answers = filled.machineIds.map((id) =>
      fetch(`${origin}/api/machines/${id}/actions`, { method: 'POST', headers, body: '{"action":"start"}' }),
    );
    await untilAllRun(connection);
    const seconds = (performance.now() - began) / 1_000;
    for (const { status } of await Promise.all(answers)) {
      if (status !== 202) throw new Error(`a start was answered ${status}`);
    }
    const [first] = filled.machineIds;
    const xml = execFileSync('virsh', ['-c', libvirtd.uri(), 'dumpxml', '--inactive', String(first)]);
    return { seconds, xml: String(xml) };
  } finally {
    await server.stop();
  }
}

/** The same steps by virsh: a linked clone, a definition and a start of each, as many at once as the broker does. */
async function byVirsh(
  folder: string,
  libvirtd: Libvirtd,
  imagePath: string,
  xml: string,
  connection: LibvirtConnection,
): Promise<number> {
  const id = /<uuid>([^<]+)</.exec(xml)?.[1] ?? '';
  const disk = /<source file=['"]([^'"]+)['"]/.exec(xml)?.[1] ?? '';
  const names = Array.from({ length: MACHINES }, (_, n) => `bare-${n}`);
  for (const name of names) {
    // Names, the disk, and the files of display and serial port are each machine's own.
    const own = xml
      .replace(/<uuid>[^<]+<\/uuid>/, '')
      .replace(/<name>[^<]+<\/name>/, `<name>${name}</name>`)
      .replaceAll(disk, path.join(libvirtd.imagesDirectory, `${name}.qcow2`))
      .replaceAll(id, name)
      .replaceAll(/<mac address=[^>]*>/g, '');
    writeFileSync(path.join(folder, `${name}.xml`), own);
  }
  const virsh = `virsh -q -c '${libvirtd.uri()}'`;
  const steps = [
    `qemu-img create -q -f qcow2 -F qcow2 -b '${imagePath}' '${libvirtd.imagesDirectory}'/$1.qcow2`,
    `${virsh} define '${folder}'/$1.xml`,
    `${virsh} start $1`,
  ].join(' && ');
  const script = path.join(folder, 'start.sh');
  writeFileSync(script, `set -e\n${steps}\n`);
  const began = performance.now();
  execFileSync('xargs', ['-P', String(AT_ONCE), '-n', '1', 'sh', script], { input: names.join('\n') });
  await untilAllRun(connection);
  return (performance.now() - began) / 1_000;
}

function destroyAll({ uri }: Libvirtd): void {
  const virsh = (...args: string[]) => String(execFileSync('virsh', ['-q', '-c', uri(), ...args]));
  for (const name of virsh('list', '--name').split('\n').filter(Boolean)) virsh('destroy', name);
}

/** What it costs that a class is started by a broker, and not by a script that nobody has to answer for. */
export const poolClass30: Row = {
  id: 'pool.class30_overhead',
  what: `a class of ${MACHINES} linked clones on a real libvirtd, from the first click to all running, by the built server`,
  unit: 's',
  yardstick: `the same clones, definitions and starts by qemu-img and virsh, ${AT_ONCE} at once`,
  aim: 1.1,
  runs: 3,
  async measure() {
    execFileSync('npx', ['nx', 'build', 'server'], { cwd: ROOT, stdio: 'ignore' });
    const folder = mkdtempSync(path.join(tmpdir(), 'virlab-bench-'));
    // The daemon is somebody else when we are root, and has to come to its own folder in here.
    chmodSync(folder, 0o755);
    const libvirtd = await startLibvirtd({ directory: path.join(folder, 'daemon') });
    try {
      // A guest without a system asks little of the processors, which are those of the server too.
      const empty = path.join(folder, 'empty.qcow2');
      execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', empty, '16M']);
      const imagePath = await libvirtd.installImage(empty);
      const connection = await LibvirtConnection.open(libvirtd.uri());
      try {
        const { seconds, xml } = await byTheBroker(folder, libvirtd, imagePath, connection);
        destroyAll(libvirtd);
        const yardstick = await byVirsh(folder, libvirtd, imagePath, xml, connection);
        destroyAll(libvirtd);
        return { value: seconds, yardstick };
      } finally {
        await connection.close();
      }
    } finally {
      await libvirtd.stop({ erase: true });
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
