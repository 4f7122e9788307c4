import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureGuestImage, startLibvirtd } from '@virlab/testbed';
import { LibvirtConnection } from 'node-libvirt';
import { installRoot } from '../../platform/index';

type Daemon = Awaited<ReturnType<typeof startLibvirtd>>;

/** What the small guest writes to its serial port when its prompt is there. */
export const READY_LINE = 'virlab-guest-ready';

/** A host with the small guest installed, whose libvirt daemon a spec starts, kills and stops as it likes. */
export class RealHost {
  private constructor(
    private readonly directory: string,
    private daemon: Daemon,
    /** Where the guest's image is. */
    readonly imagePath: string,
  ) {}

  /** A host of a spec's own, its daemon running. */
  static async open(): Promise<RealHost> {
    const image =
      process.env['VIRLAB_TEST_GUEST_IMAGE'] ??
      (await ensureGuestImage({ directory: path.join(installRoot(), '.virlab', 'guest') })).path;
    const directory = mkdtempSync(path.join(tmpdir(), 'virlab-faults-'));
    const daemon = await startLibvirtd({ directory });
    return new RealHost(directory, daemon, await daemon.installImage(image));
  }

  /** The fields of a host's row, the same for every daemon in its life. */
  get place(): { uri: string; imagesDirectory: string; socketsDirectory: string } {
    const { imagesDirectory, socketsDirectory } = this.daemon;
    return { uri: this.daemon.uri(), imagesDirectory, socketsDirectory };
  }

  /** Sends the daemon a signal; guests go on running. */
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    return this.daemon.kill(name);
  }

  /** Starts a daemon where the last one was. */
  async startAgain(): Promise<void> {
    this.daemon = await startLibvirtd({ directory: this.directory });
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
