import type { Settings } from '../config/index';

/** Where a command reads its settings and writes its words. */
export interface Surroundings {
  /** Reads the settings; throws SettingsFault. */
  settings(): Settings;
  out(text: string): void;
  err(text: string): void;
  /** Who runs the command, as the operating system calls them. */
  user: string;
}

/** 0: done; 1: it was tried, and something is wrong; 2: the command was not understood. */
export type ExitCode = 0 | 1 | 2;

/** One command of the operator's tool. */
export interface Command {
  /** Words that call it, such as `policy test`. */
  name: string;
  /** One line for the list. */
  summary: string;
  /** Everything after the name, as `--help` shows it. */
  usage: string;
  run(args: string[], surroundings: Surroundings): Promise<ExitCode>;
}

/** The command was not called as it has to be. */
export class UsageError extends Error {
  readonly code = 'usage';

  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
