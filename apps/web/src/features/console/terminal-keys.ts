import type { KeyName } from './keysyms';

/** What a terminal of the kind `xterm` sends for a key (invisible-island.net/xterm/ctlseqs, "PC-Style Function Keys"). */
const SEQUENCES: Partial<Record<KeyName, string>> = {
  Backspace: '\u007f',
  Tab: '\t',
  Enter: '\r',
  Escape: '\u001b',
  Delete: '\u001b[3~',
  F2: '\u001bOQ',
  F4: '\u001bOS',
};
const ARROWS: Partial<Record<KeyName, string>> = {
  ArrowUp: 'A',
  ArrowDown: 'B',
  ArrowRight: 'C',
  ArrowLeft: 'D',
};

/**
 * What is sent for a key; nothing for one that terminals have not.
 *
 * @param isApplication - whether the program asked for the other arrow keys (DECCKM)
 */
export function sequenceOf(key: KeyName, isApplication: boolean): string {
  const arrow = ARROWS[key];
  if (arrow) return `\u001b${isApplication ? 'O' : '['}${arrow}`;
  return SEQUENCES[key] ?? '';
}

/** What is sent for a text while Ctrl or Alt are held: `c` with Ctrl is the control character 3, Alt puts ESC before. */
export function withHeld(text: string, held: ReadonlySet<KeyName>): string {
  if ([...text].length !== 1) return text;
  const isControl = held.has('Control') && /^[@-_a-z?]$/.test(text);
  const code = text.toUpperCase().charCodeAt(0);
  const sent = isControl ? String.fromCharCode(text === '?' ? 127 : code & 0x1f) : text;
  return held.has('Alt') ? `\u001b${sent}` : sent;
}
