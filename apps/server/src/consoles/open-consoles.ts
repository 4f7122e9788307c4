import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Sessions } from '../identity/index';
import { Machines, MachineStock } from '../machines/index';
import { Bus, Log, type Notice, Schedule, ViewerSource, VirlabError } from '../platform/index';
import type { OpenConsole } from './open-console';
import { RedeemTicket } from './redeem-ticket';

/** A right that ran out by time alone is noticed within this; a right that was taken away is noticed at once. */
const RECHECK_MS = 60_000;

/**
 * The consoles that are open in this process. Each ends with the right it stands on: when its session ends, when the
 * entitlement goes, when the machine is started anew.
 */
@Injectable()
export class OpenConsoles implements OnApplicationBootstrap {
  private readonly consoles = new Set<OpenConsole>();

  constructor(
    private readonly bus: Bus,
    private readonly machines: Machines,
    private readonly stock: MachineStock,
    private readonly sessions: Sessions,
    private readonly viewers: ViewerSource,
    private readonly schedule: Schedule,
    private readonly tickets: RedeemTicket,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.bus.hear((notice) => void this.onNotice(notice));
    this.schedule.every(RECHECK_MS, 'consoles: check rights', async () => {
      await this.recheck();
      await this.tickets.sweep();
    });
  }

  /** Asks anew for every console whether it may stay. */
  async recheck(): Promise<void> {
    await Promise.all([...this.consoles].map((console) => this.check(console)));
  }

  /** Puts a console on the list; one that the same person had open on the same machine is taken over. */
  add(console: OpenConsole): void {
    for (const other of this.consoles) {
      const isSame =
        other.viewer.userId === console.viewer.userId &&
        other.redeemed.machine.id === console.redeemed.machine.id &&
        other.redeemed.mode === 'control' &&
        console.redeemed.mode === 'control';
      if (isSame) other.end('console-taken-over');
    }
    this.consoles.add(console);
  }

  remove(console: OpenConsole): void {
    this.consoles.delete(console);
  }

  /** How many are open. */
  get count(): number {
    return this.consoles.size;
  }

  /** How many are open on each machine, by its id. */
  perMachine(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { redeemed } of this.consoles) {
      counts.set(redeemed.machine.id, (counts.get(redeemed.machine.id) ?? 0) + 1);
    }
    return counts;
  }

  /** Ends all of them, for the end of the process. */
  endAll(): void {
    for (const console of this.consoles) console.end('console-unavailable');
  }

  private async onNotice(notice: Notice): Promise<void> {
    for (const console of this.consoles) {
      if (notice.type === 'session-ended' && notice.sessionId === console.viewer.sessionId) {
        console.end('session-ended');
      } else if (
        (notice.type === 'rights-changed' && notice.userId === console.viewer.userId) ||
        (notice.type === 'machine-changed' && notice.machineId === console.redeemed.machine.id)
      ) {
        await this.check(console);
      }
    }
  }

  /** Asks everything again that the ticket was asked. What cannot be answered ends the console: no answer means no. */
  private async check(console: OpenConsole): Promise<void> {
    try {
      const session = await this.sessions.get(console.viewer.sessionId);
      if (!session || !this.sessions.isAlive(session)) return console.end('session-ended');
      // Typing into a machine is using the session; an open console that nobody touches is not.
      if (console.takeActivity()) {
        await this.sessions.touch(session);
        await this.stock.noteInput(console.redeemed.machine.id);
      }
      const viewer = await this.viewers.viewerOfSession(session.id, RECHECK_MS);
      const { machine } = await this.machines.forViewer(viewer, console.redeemed.machine.id);
      if (machine.activation !== console.redeemed.machine.activation) console.end('console-ended');
      else if (!machine.display) console.end('console-ended');
    } catch (error) {
      if (!(error instanceof VirlabError))
        this.log.error({ err: error }, 'a console’s right could not be checked');
      console.end(error instanceof VirlabError ? error.code : 'internal');
    }
  }
}
