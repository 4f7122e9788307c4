import '@xterm/xterm/css/xterm.css';
import { Terminal } from '@xterm/xterm';
import { styleNonce } from '../../shell/style-nonce';
import { closeCause } from './close-codes';
import type { Cause } from './console-life';
import type { ConsoleScreen, ConsoleScreenOptions } from './console-screen';
import type { KeyName } from './keysyms';
import { TERMINAL_COLOURS } from './terminal-colours';
import { sequenceOf, withHeld } from './terminal-keys';
import { keepStyles, withNonce } from './terminal-styles';

/** What the far end takes a terminal for: libvirt's consoles have no way to say another size. */
const COLUMNS = 80;
const LINES = 24;
/** Of the font, in px: as it is drawn at 1:1, and what fitting keeps to. */
const FONT = { usual: 15, least: 6, most: 40 };
const SCROLLBACK_LINES = 2_000;
/** A line of text is pasted in pieces that a terminal's queue takes. */
const PASTE_PIECE = 256;
const PASTE_MS = 20;

/** Connects a terminal into `host` (bytes over WebSocket, subprotocol `binary`). Returns how to leave it. */
export function openTextScreen(host: HTMLElement, options: ConsoleScreenOptions): () => void {
  const { ticket, label, onOpen, onLost } = options;
  const style = getComputedStyle(host);
  const read = (name: string, usual: string) => style.getPropertyValue(name).trim() || usual;
  const bright = read('--vl-stage-bright', '#f2f4f8');
  const terminal = new Terminal({
    ...{ cols: COLUMNS, rows: LINES, scrollback: SCROLLBACK_LINES, fontSize: FONT.usual },
    ...{ fontFamily: read('--vl-mono', 'monospace'), cursorBlink: false, screenReaderMode: true },
    disableStdin: ticket.mode === 'view',
    // As dark as every other screen, by day and by night.
    theme: {
      ...TERMINAL_COLOURS,
      ...{ background: read('--vl-stage', '#0b0d12'), foreground: bright, cursor: bright },
    },
    // What a guest writes opens no page: it could name any.
    linkHandler: { activate: () => undefined },
  });
  const place = document.createElement('div');
  host.replaceChildren(place);
  withNonce(styleNonce(), () => terminal.open(place));
  const stopStyles = keepStyles(place);
  terminal.textarea?.setAttribute('aria-label', label);
  terminal.attachCustomKeyEventHandler((event) => !copies(event, terminal));

  const socket = new WebSocket(ticket.url, ['binary']);
  socket.binaryType = 'arraybuffer';
  const held = new Set<KeyName>();
  const encoder = new TextEncoder();
  const send = (text: string) => {
    if (ticket.mode === 'control' && socket.readyState === WebSocket.OPEN) socket.send(encoder.encode(text));
  };
  let fit = options.fit;
  const resize = () => fitFont(terminal, host, fit);
  const watcher = new ResizeObserver(resize);
  watcher.observe(host);
  terminal.onData((text) => send(withHeld(text, held)));
  terminal.onBinary((bytes) => {
    if (ticket.mode === 'control' && socket.readyState === WebSocket.OPEN) {
      socket.send(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
    }
  });

  let isOver = false;
  const leave = () => {
    if (isOver) return false;
    isOver = true;
    watcher.disconnect();
    stopStyles();
    // What it showed last stays in its place until the next one opens, or the page goes.
    const still = place.cloneNode(true) as HTMLElement;
    still.setAttribute('inert', '');
    terminal.dispose();
    host.replaceChildren(still);
    socket.close();
    return true;
  };
  const lose = (cause: Cause) => {
    if (leave()) onLost(cause);
  };
  socket.addEventListener('message', ({ data }) => terminal.write(new Uint8Array(data as ArrayBuffer)));
  socket.addEventListener('close', ({ code }) => lose(closeCause(code)));
  socket.addEventListener('open', () => {
    resize();
    onOpen(toolsOf());
  });
  return () => void leave();

  function toolsOf(): ConsoleScreen {
    return {
      focus: () => terminal.focus(),
      blur: () => terminal.blur(),
      setFit: (wanted) => {
        fit = wanted;
        resize();
      },
      // There is no such key on a terminal, and no button for it on the page.
      ctrlAltDel: () => undefined,
      hold: (key, down) => {
        if (down) held.add(key);
        else held.delete(key);
      },
      press: (...keys) => {
        const pressed = new Set([...held, ...keys]);
        for (const key of keys) {
          const sequence = sequenceOf(key, terminal.modes.applicationCursorKeysMode);
          if (sequence !== '') send(pressed.has('Alt') ? `\u001b${sequence}` : sequence);
        }
      },
      type: async (text, signal) => {
        const lines = withHeld(text.replaceAll(/\r\n?|\n/g, '\r'), held);
        for (let from = 0; from < lines.length && !signal.aborted; from += PASTE_PIECE) {
          send(lines.slice(from, from + PASTE_PIECE));
          await new Promise((resolve) => setTimeout(resolve, PASTE_MS));
        }
      },
    };
  }
}

/** Ctrl Shift C (or Command C) copies what is selected, as terminals do; Ctrl C alone belongs to the machine. */
function copies(event: KeyboardEvent, terminal: Terminal): boolean {
  const isCopy =
    event.code === 'KeyC' && ((event.ctrlKey && event.shiftKey) || event.metaKey) && !event.altKey;
  if (!isCopy || event.type !== 'keydown' || !terminal.hasSelection()) return false;
  event.preventDefault();
  void navigator.clipboard?.writeText(terminal.getSelection());
  return true;
}

/** The font with which all columns and lines just fit their place. */
function fitFont(terminal: Terminal, host: HTMLElement, fit: boolean): void {
  const drawn = host.querySelector('.xterm-screen')?.getBoundingClientRect();
  if (!fit || !drawn || drawn.width === 0) {
    terminal.options.fontSize = FONT.usual;
    return;
  }
  const now = terminal.options.fontSize ?? FONT.usual;
  const scale = Math.min(host.clientWidth / drawn.width, host.clientHeight / drawn.height);
  const wanted = Math.floor(now * scale * 2) / 2;
  terminal.options.fontSize = Math.min(FONT.most, Math.max(FONT.least, wanted));
}
