import { Injectable } from '@nestjs/common';
import { DriverError, DriverPool } from '../hypervisors/index';
import { Clock, VirlabError, type Viewer } from '../platform/index';
import { presentState } from './machine-lifecycle';
import { Machines } from './machines';
import { hasScreen } from './present-machine';

/** A wall of machines is looked at by many; each machine is asked for a picture no more often than this. */
const FRESH_MS = 5_000;
/** Pictures of the machines on one wall, and some more. */
const MOST_PICTURES = 500;

interface Picture {
  png: Promise<Uint8Array | null>;
  until: number;
}

/** Takes pictures of screens, for owners and those who teach them. */
@Injectable()
export class ReadScreen {
  private readonly pictures = new Map<string, Picture>();

  constructor(
    private readonly machines: Machines,
    private readonly drivers: DriverPool,
    private readonly clock: Clock,
  ) {}

  /**
   * The screen as PNG, at most some seconds old.
   *
   * @throws VirlabError `machine-not-found`, `not-entitled`, `screen-is-text`, `console-not-running`,
   *   `host-unavailable`
   */
  async run(viewer: Viewer, machineId: string): Promise<Uint8Array> {
    const { machine, host } = await this.machines.forViewer(viewer, machineId);
    const state = presentState(machine, host.health);
    if (state === 'unknown') throw new VirlabError('host-unavailable');
    if (this.drivers.of(host).shows === 'text') throw new VirlabError('screen-is-text');
    if (!hasScreen(machine, state)) throw new VirlabError('console-not-running');
    // The activation belongs to the key: nobody sees the picture of an earlier start.
    const key = `${machine.id} ${machine.activation}`;
    const png = await this.picture(key, () => this.drivers.of(host).screen(machine.id));
    if (!png) throw new VirlabError('console-not-running');
    return png;
  }

  private async picture(key: string, take: () => Promise<Uint8Array | null>): Promise<Uint8Array | null> {
    const now = this.clock.now().getTime();
    const known = this.pictures.get(key);
    if (known && known.until > now) return known.png;
    const png = take();
    this.pictures.delete(key);
    this.pictures.set(key, { png, until: now + FRESH_MS });
    const [oldest] = this.pictures.keys();
    if (this.pictures.size > MOST_PICTURES && oldest !== undefined) this.pictures.delete(oldest);
    try {
      return await png;
    } catch (error) {
      this.pictures.delete(key);
      if (!(error instanceof DriverError)) throw error;
      throw new VirlabError('host-unavailable', { detail: error.message, cause: error });
    }
  }
}
