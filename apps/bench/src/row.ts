/** One figure beside its yardstick, both measured in the same run. */
export interface Row {
  /** Stable name, for `--only` and for whoever compares runs. */
  id: string;
  /** What is measured, in a few words. */
  what: string;
  unit: string;
  /** What the figure is held against, in a few words. */
  yardstick: string;
  /** How large value / yardstick may be at most; null where no aim is set. */
  aim: number | null;
  /** How large the value may be at most, in `unit`, where that is the aim too. */
  most?: number;
  /** How small the value may be at least, in `unit`, where more is better and that is the aim too. */
  least?: number;
  /** How often it is measured after a warm-up; five times unless the row takes long. */
  runs?: number;
  /** Why it cannot be measured on this machine; null when it can. It is then told and left out. */
  whyNot?(): Promise<string | null>;
  /** Runs both once, and answers both figures in `unit`. */
  measure(): Promise<{ value: number; yardstick: number }>;
}

/** A row as it is written to `--json FILE`. */
export interface RowResult {
  id: string;
  value: number;
  unit: string;
  yardstick: { name: string; value: number };
  ratio: number;
  aim: number | null;
  most?: number;
  least?: number;
  met: boolean | null;
  runs: number;
  /** The machine's one-minute load average before the row. */
  load: number;
}
