/** Keysyms of the keys that are sent by buttons (X11 keysymdef.h). */
export const KEYS = {
  Backspace: { keysym: 0xff08, code: 'Backspace' },
  Tab: { keysym: 0xff09, code: 'Tab' },
  Enter: { keysym: 0xff0d, code: 'Enter' },
  Escape: { keysym: 0xff1b, code: 'Escape' },
  PrintScreen: { keysym: 0xff61, code: 'PrintScreen' },
  ArrowLeft: { keysym: 0xff51, code: 'ArrowLeft' },
  ArrowUp: { keysym: 0xff52, code: 'ArrowUp' },
  ArrowRight: { keysym: 0xff53, code: 'ArrowRight' },
  ArrowDown: { keysym: 0xff54, code: 'ArrowDown' },
  F2: { keysym: 0xffbf, code: 'F2' },
  F4: { keysym: 0xffc1, code: 'F4' },
  Shift: { keysym: 0xffe1, code: 'ShiftLeft' },
  Control: { keysym: 0xffe3, code: 'ControlLeft' },
  Alt: { keysym: 0xffe9, code: 'AltLeft' },
  Delete: { keysym: 0xffff, code: 'Delete' },
} as const;

export type KeyName = keyof typeof KEYS;

/** Characters that stand above another on a US keyboard, which is what display servers assume by default. */
const SHIFTED = new Set('ABCDEFGHIJKLMNOPQRSTUVWXYZ~!@#$%^&*()_+{}|:"<>?');

/** One keystroke: what to press, and whether Shift has to be held, since a server may look at the key alone. */
export interface Stroke {
  keysym: number;
  shift: boolean;
}

/**
 * The keystrokes that type a text. Latin-1 characters are their own keysym, all others are Unicode keysyms
 * (0x01000000 and the code point); line ends of every kind become Enter.
 */
export function strokesOf(text: string): Stroke[] {
  return [...text.replaceAll(/\r\n?/g, '\n')].map((character) => ({
    keysym: keysymOf(character),
    shift: SHIFTED.has(character),
  }));
}

function keysymOf(character: string): number {
  if (character === '\n') return KEYS.Enter.keysym;
  if (character === '\t') return KEYS.Tab.keysym;
  const point = character.codePointAt(0) ?? 0;
  return (point >= 0x20 && point <= 0x7e) || (point >= 0xa0 && point <= 0xff) ? point : 0x01000000 + point;
}
