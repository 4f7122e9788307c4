import { ERRORS, type ErrorCode } from '@virlab/contracts';
import { shakeHandsWithViewer } from '@virlab/rfb';
import type { WebSocket } from 'ws';
import { newId, VirlabError, type Viewer } from '../platform/index';
import { connectDisplay } from './connect-display';
import type { Redeemed } from './redeem-ticket';
import { type ProxyCount, proxyRfb } from './rfb-proxy';
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
      const { socket: display, handshake } = await connectDisplay(this.redeemed.display);
      const viewer = webSocketStream(this.socket);
      // Both ends report their faults through the copying; a fault after its end is of no interest.
      for (const stream of [display, viewer]) stream.on('error', () => undefined);
      void this.gone.then(() => display.destroy());
      const early = await shakeHandsWithViewer(viewer, handshake.init, {
        deadlineMilliseconds: HANDSHAKE_DEADLINE_MS,
      });
      if (handshake.early.length > 0) display.unshift(handshake.early);
      if (early.length > 0) viewer.unshift(early);
      await onScreen();
      const end = await proxyRfb(display, viewer, this.redeemed.mode, this.count);
      if (end === 'display') this.end('console-ended');
      if (end === 'fault') this.end('console-unavailable');
    } catch (error) {
      this.end(error instanceof VirlabError ? error.code : 'console-unavailable');
    }
    await this.gone;
    return { reason: this.closedFor ?? 'viewer', count: this.count };
  }
}
