import type { Duplex } from 'node:stream';
import { ERRORS, type ErrorCode } from '@virlab/contracts';
import { shakeHandsWithViewer } from '@virlab/rfb';
import type { WebSocket } from 'ws';
import { newId, VirlabError, type Viewer } from '../platform/index';
import { DriverError, type HypervisorDriver } from '../hypervisors/index';
import { connectDisplay } from './connect-display';
import type { Redeemed } from './redeem-ticket';
import { type ProxyCount, type ProxyEnd, proxyRfb } from './rfb-proxy';
import { proxyText } from './text-proxy';
import { webSocketStream } from './web-socket-stream';

/** A browser answers a handshake at once, unless its phone is asleep. */
const HANDSHAKE_DEADLINE_MS = 10_000;
/** A browser that does not answer a close within this is cut off: a lost right must not outlast it. */
const CLOSE_DEADLINE_MS = 2_000;

/** How a console ended, for the record. */
export interface ConsoleEnd {
  /** `viewer` when the person closed it, else the failure code it was closed with. */
  reason: ErrorCode | 'viewer';
  count: ProxyCount;
}

/** One open console, from its handshakes to its end. */
export class OpenConsole {
  readonly id = newId();
  private readonly count: ProxyCount = { toViewer: 0, toDisplay: 0, inputs: 0 };
  private inputsSeen = 0;
  private closedFor: ErrorCode | undefined;
  private readonly gone: Promise<void>;

  constructor(
    readonly viewer: Viewer,
    readonly redeemed: Redeemed,
    private readonly socket: WebSocket,
    private readonly driver: Pick<HypervisorDriver, 'openPicture' | 'openText'>,
  ) {
    this.gone = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  /** Ends it with the WebSocket close code of a failure. The first reason counts. */
  end(code: ErrorCode): void {
    if (this.closedFor || this.socket.readyState >= this.socket.CLOSING) return;
    this.closedFor = code;
    this.socket.close(new VirlabError(code).wsClose, ERRORS[code].title);
    const cut = setTimeout(() => this.socket.terminate(), CLOSE_DEADLINE_MS);
    void this.gone.then(() => clearTimeout(cut));
  }

  /** True when the viewer typed or pointed since this was asked last; a browser also sends by itself. */
  takeActivity(): boolean {
    const isActive = this.count.inputs > this.inputsSeen;
    this.inputsSeen = this.count.inputs;
    return isActive;
  }

  /**
   * Connects both sides and copies until the end; never rejects. Nothing is shown before `onScreen` has resolved: a
   * console that cannot be written into the trail is not opened.
   */
  async run(onScreen: () => Promise<void>): Promise<ConsoleEnd> {
    try {
      const end = await this.copy(onScreen);
      if (end === 'display') this.end('console-ended');
      if (end === 'fault') this.end('console-unavailable');
    } catch (error) {
      this.end(error instanceof VirlabError ? error.code : 'console-unavailable');
    }
    await this.gone;
    return { reason: this.closedFor ?? 'viewer', count: this.count };
  }

  private async copy(onScreen: () => Promise<void>): Promise<ProxyEnd> {
    const { display: endpoint, machine, mode } = this.redeemed;
    const viewer = webSocketStream(this.socket);
    if (endpoint.kind === 'text') {
      const display = await this.openText(machine.id, endpoint.activation);
      this.bind(display, viewer);
      await onScreen();
      return proxyText(display, viewer, mode, this.count);
    }
    const { socket: display, handshake } = await connectDisplay(endpoint, this.driver);
    this.bind(display, viewer);
    const early = await shakeHandsWithViewer(viewer, handshake.init, {
      deadlineMilliseconds: HANDSHAKE_DEADLINE_MS,
    });
    if (handshake.early.length > 0) display.unshift(handshake.early);
    if (early.length > 0) viewer.unshift(early);
    await onScreen();
    return proxyRfb(display, viewer, mode, this.count);
  }

  private async openText(machineId: string, activation: number): Promise<Duplex> {
    try {
      return await this.driver.openText(machineId, activation);
    } catch (cause) {
      const isOff = cause instanceof DriverError && ['wrong-state', 'not-found'].includes(cause.code);
      throw new VirlabError(isOff ? 'console-not-running' : 'console-unavailable', { cause });
    }
  }

  /** Both ends report their faults through the copying; a fault after its end is of no interest. */
  private bind(display: Duplex, viewer: Duplex): void {
    for (const stream of [display, viewer]) stream.on('error', () => undefined);
    void this.gone.then(() => display.destroy());
  }
}
