import type { ScreenSize } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DriverError, DriverPool, type HostEntity } from '../hypervisors/index';
import { Clock, VirlabError, type Viewer, WorkerPool } from '../platform/index';
import type { MachineEntity } from './machine.entity';
import { presentState } from './machine-lifecycle';
import { Machines } from './machines';
import { hasScreen } from './present-machine';
import { renderPictureTask } from './worker-tasks/render-picture';

/** A wall of machines is looked at by many; each machine is asked for a picture of a size no more often than this. */
const FRESH_MS = 4_000;
/** Pictures of the machines on one wall, and some more. Small ones have some 10 KB. */
const MOST_PICTURES = 500;
/** Tiles of a wall are at most 220 px wide, and some screens have more points a pixel. */
const SMALL_WIDTH = 320;

/** A picture of a screen as PNG, with what it is known by. */
export interface ScreenPicture {
  tag: string;
  png: Uint8Array;
}

interface Taken {
  picture: Promise<ScreenPicture | null>;
  until: number;
}

/** Takes pictures of screens, for owners and those who teach them: one look serves all who watch. */
@Injectable()
export class ReadScreen {
  private readonly taken = new Map<string, Taken>();

  constructor(
    private readonly machines: Machines,
    private readonly drivers: DriverPool,
    private readonly workers: WorkerPool,
    private readonly clock: Clock,
  ) {}

  /**
   * The screen as PNG, at most some seconds old.
   *
   * @throws VirlabError `machine-not-found`, `not-entitled`, `screen-is-text`, `console-not-running`, `host-unavailable`,
   *   `too-busy`
   */
  async run(viewer: Viewer, machineId: string, size: ScreenSize = 'full'): Promise<ScreenPicture> {
    const { machine, host } = await this.machines.forViewer(viewer, machineId);
    const state = presentState(machine, host.health);
    if (state === 'unknown') throw new VirlabError('host-unavailable');
    if (this.drivers.of(host).shows === 'text') throw new VirlabError('screen-is-text');
    if (!hasScreen(machine, state)) throw new VirlabError('console-not-running');
    const picture = await this.picture(machine, host, size);
    if (!picture) throw new VirlabError('console-not-running');
    return picture;
  }

  private async picture(
    machine: MachineEntity,
    host: HostEntity,
    size: ScreenSize,
  ): Promise<ScreenPicture | null> {
    // The activation belongs to the key: nobody sees the picture of an earlier start.
    const key = `${machine.id} ${machine.activation} ${size}`;
    const now = this.clock.now().getTime();
    const known = this.taken.get(key);
    if (known && known.until > now) return known.picture;
    const picture = this.take(machine.id, host, size, known?.picture);
    this.taken.delete(key);
    this.taken.set(key, { picture, until: now + FRESH_MS });
    const [oldest] = this.taken.keys();
    if (this.taken.size > MOST_PICTURES && oldest !== undefined) this.taken.delete(oldest);
    try {
      return await picture;
    } catch (error) {
      if (this.taken.get(key)?.picture === picture) this.taken.delete(key);
      if (!(error instanceof DriverError)) throw error;
      throw new VirlabError('host-unavailable', { detail: error.message, cause: error });
    }
  }

  private async take(
    machineId: string,
    host: HostEntity,
    size: ScreenSize,
    earlier: Promise<ScreenPicture | null> | undefined,
  ): Promise<ScreenPicture | null> {
    const screen = await this.drivers.of(host).screen(machineId);
    if (!screen) return null;
    const last = (await earlier?.catch(() => null)) ?? null;
    const width = size === 'small' ? SMALL_WIDTH : null;
    const wanted = { picture: screen, width, known: last?.tag ?? null };
    try {
      const { tag, png } = await this.workers.run(renderPictureTask, wanted);
      return png ? { tag, png } : last;
    } catch (error) {
      // An old picture is better than none while many are being made.
      if (last && error instanceof VirlabError && error.code === 'too-busy') return last;
      throw error;
    }
  }
}
