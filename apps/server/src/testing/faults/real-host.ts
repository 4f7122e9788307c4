import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureGuestImage, startLibvirtd } from '@virlab/testbed';
import { LibvirtConnection } from 'node-libvirt';
import { installRoot } from '../../platform/index';
import { makeTinyImage } from './boot-sector';

type Daemon = Awaited<ReturnType<typeof startLibvirtd>>;

/** What the small guest writes to its serial port when its prompt is there. */
export const READY_LINE = 'virlab-guest-ready';

/** The name of a machine's disk: its id, and that of the installation. */
const DISK = /^([0-9a-f-]{36})\.[0-9a-f]{16}\.qcow2$/;

/** What is asked of a host. */
export interface HostWish {
  /** The small guest is a system that boots, the tiny one a sector of code. */
  guest?: 'small' | 'tiny';
  /** A folder of the spec's own for images and disks. */
  imagesDirectory?: string;
  /** A daemon that may make networks, which only root can start. */
  system?: boolean;
}

/** A host with a guest's image installed, whose libvirt daemon a spec starts, kills and stops as it likes. */
export class RealHost {
  private constructor(
    private readonly directory: string,
    private daemon: Daemon,
    private readonly wish: HostWish,
    /** Where the guest's image is. */
    readonly imagePath: string,
  ) {}

  /** A host of a spec's own, its daemon running. */
  static async open(wish: HostWish = {}): Promise<RealHost> {
    const directory = mkdtempSync(path.join(tmpdir(), 'virlab-faults-'));
    const daemon = await startLibvirtd({ directory, system: wish.system ?? false });
    if (wish.guest !== 'tiny') {
      return new RealHost(directory, daemon, wish, await daemon.installImage(await smallGuest()));
    }
    const image = path.join(wish.imagesDirectory ?? daemon.imagesDirectory, 'tiny.qcow2');
    makeTinyImage(image);
    return new RealHost(directory, daemon, wish, image);
  }

  /** The fields of a host's row, the same for every daemon in its life. */
  get place(): { uri: string; imagesDirectory: string; socketsDirectory: string } {
    const { socketsDirectory } = this.daemon;
    const { imagesDirectory = this.daemon.imagesDirectory } = this.wish;
    return { uri: this.daemon.uri(), imagesDirectory, socketsDirectory };
  }

  /** What is in the folder of images; a disk of a machine as the machine's id. */
  files(): string[] {
    const names = readdirSync(this.place.imagesDirectory);
    return names.map((name) => DISK.exec(name)?.[1] ?? name).sort();
  }

  /** Where the disk of a machine is. */
  diskOf(machineId: string): string {
    const { imagesDirectory } = this.place;
    const name = readdirSync(imagesDirectory).find((file) => DISK.exec(file)?.[1] === machineId);
    if (name === undefined) throw new Error(`no disk of ${machineId} in ${imagesDirectory}`);
    return path.join(imagesDirectory, name);
  }

  /** Sends the daemon a signal; guests go on running. */
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    return this.daemon.kill(name);
  }

  /** Starts a daemon where the last one was. */
  async startAgain(): Promise<void> {
    this.daemon = await startLibvirtd({ directory: this.directory, system: this.wish.system ?? false });
  }

  /** Ids of the machines whose guests are really there as processes, one for each process. */
  guests(): string[] {
    const ids = readdirSync('/proc').flatMap((entry) => {
      if (!/^\d+$/.test(entry)) return [];
      const args = argumentsOf(entry);
      const isHere = args.some((arg) => arg.includes(`${this.daemon.directory}/`));
      return isHere ? (args[args.indexOf('-uuid') + 1] ?? []) : [];
    });
    return ids.filter((id) => /^[0-9a-f-]{36}$/.test(id)).sort();
  }

  /** A connection of the spec's own, to see what is really there. */
  async inspect<T>(look: (connection: LibvirtConnection) => Promise<T>): Promise<T> {
    const connection = await LibvirtConnection.open(this.place.uri);
    try {
      return await look(connection);
    } finally {
      await connection.close();
    }
  }

  async close(): Promise<void> {
    await this.daemon.stop({ erase: true });
    rmSync(this.directory, { recursive: true, force: true });
  }
}

async function smallGuest(): Promise<string> {
  return (
    process.env['VIRLAB_TEST_GUEST_IMAGE'] ??
    (await ensureGuestImage({ directory: path.join(installRoot(), '.virlab', 'guest') })).path
  );
}

/** The command line of a process; none of one that has ended. */
function argumentsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
