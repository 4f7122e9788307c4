import type RFB from '@novnc/novnc';
import { closeCause } from './close-codes';
import type { Cause } from './console-life';
import type { ConsoleScreen, ConsoleScreenOptions } from './console-screen';
import { type KeyName, KEYS, strokesOf } from './keysyms';

/** Pause between two typed characters: a guest's keyboard buffer holds few, and lost ones cannot be seen. */
export const TYPING_MS = 40;

/** noVNC is fetched when a console is first opened; asking early saves the wait. */
export const loadRfb = () => import('@novnc/novnc');

/** Connects a screen into `host` (RFB over WebSocket, subprotocol `binary`, shared). Returns how to leave it. */
export async function openScreen(host: HTMLElement, options: ConsoleScreenOptions): Promise<() => void> {
  const { default: Rfb } = await loadRfb();
  const { ticket, onOpen, onLost } = options;
  let isOver = false;
  const lose = (cause: Cause) => {
    if (isOver) return;
    isOver = true;
    onLost(cause);
  };
  const socket = new WebSocket(ticket.url, ['binary']);
  socket.binaryType = 'arraybuffer';
  // Before noVNC listens, so that the last picture can still be taken, and for the code, which noVNC keeps to itself.
  socket.addEventListener('close', ({ code }) => lose(closeCause(code)));
  const rfb = new Rfb(host, socket, { shared: true });
  rfb.background = 'transparent';
  rfb.scaleViewport = options.fit;
  rfb.viewOnly = ticket.mode === 'view';
  rfb.addEventListener('connect', () => {
    const canvas = host.querySelector('canvas');
    if (canvas) makeReachable(canvas, options.label);
    onOpen(toolsOf(rfb));
  });
  rfb.addEventListener('disconnect', () => lose('dropped'));
  rfb.addEventListener('securityfailure', () => lose('console-unavailable'));
  return () => {
    if (isOver) return;
    isOver = true;
    rfb.disconnect();
  };
}

/** noVNC takes its canvas out of the tab order; people who only have a keyboard need it there. */
function makeReachable(canvas: HTMLCanvasElement, label: string): void {
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-label', label);
}

function toolsOf(rfb: RFB): ConsoleScreen {
  const hold = (key: KeyName, down: boolean) => rfb.sendKey(KEYS[key].keysym, KEYS[key].code, down);
  return {
    focus: () => rfb.focus({ preventScroll: true }),
    blur: () => rfb.blur(),
    setFit: (fit) => {
      rfb.scaleViewport = fit;
    },
    ctrlAltDel: () => rfb.sendCtrlAltDel(),
    hold,
    press: (...keys) => {
      for (const key of keys) hold(key, true);
      for (const key of keys.toReversed()) hold(key, false);
    },
    type: async (text, signal) => {
      for (const { keysym, shift } of strokesOf(text)) {
        if (signal.aborted) return;
        if (shift) hold('Shift', true);
        rfb.sendKey(keysym, null);
        if (shift) hold('Shift', false);
        await new Promise((resolve) => setTimeout(resolve, TYPING_MS));
      }
    },
  };
}
