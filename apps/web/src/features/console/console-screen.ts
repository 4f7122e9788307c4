import type { ConsoleTicket } from '@virlab/contracts';
import type { Cause } from './console-life';
import type { KeyName } from './keysyms';

/** An open screen or terminal, as the tools around it see it. */
export interface ConsoleScreen {
  focus(): void;
  blur(): void;
  /** As large as its place, or as large as it is drawn. */
  setFit(fit: boolean): void;
  ctrlAltDel(): void;
  /** Presses keys together and lets go in the other order. */
  press(...keys: KeyName[]): void;
  /** Presses or lets go of one key. */
  hold(key: KeyName, down: boolean): void;
  /** Types a text as keystrokes; resolves when the last one is sent, early when the signal aborts. */
  type(text: string, signal: AbortSignal): Promise<void>;
}

export interface ConsoleScreenOptions {
  ticket: ConsoleTicket;
  fit: boolean;
  label: string;
  onOpen: (screen: ConsoleScreen) => void;
  /** Called once; what was shown last is still in the host then. */
  onLost: (cause: Cause) => void;
}
