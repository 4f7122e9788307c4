import { measureDryRun } from '../dry-runs/measure-dry-run';
import type { Row } from '../row';

const WHAT = 'dry run of 50,000 people and 500 rules on the built server with SQLite';

/** From the click to the last figure. */
export const policyDryRunSeconds: Row = {
  id: 'policy.dry_run_s',
  what: `${WHAT}: complete result`,
  unit: 's',
  yardstick: 'everybody decided under both policies and compared, in a bare loop',
  aim: null,
  most: 10,
  runs: 1,
  async measure() {
    const { seconds, loopSeconds } = await measureDryRun();
    return { value: seconds, yardstick: loopSeconds };
  },
};

/** From the click to the first figures, with a thread that is not there yet. */
export const policyDryRunFirstSeconds: Row = {
  id: 'policy.dry_run_first_s',
  what: `${WHAT}: first figures`,
  unit: 's',
  yardstick: 'both policies read and compiled',
  aim: null,
  most: 1,
  runs: 1,
  async measure() {
    const { firstSeconds, compileSeconds } = await measureDryRun();
    return { value: firstSeconds, yardstick: compileSeconds };
  },
};

/** How much the server grows at most. */
export const policyDryRunMegabytes: Row = {
  id: 'policy.dry_run_mb',
  what: `${WHAT}: resident memory more than before`,
  unit: 'MiB',
  yardstick: 'what was released about everybody, as text',
  aim: null,
  most: 300,
  runs: 1,
  async measure() {
    const { megabytes, textMegabytes } = await measureDryRun();
    return { value: megabytes, yardstick: textMegabytes };
  },
};

/** What others notice of it. */
export const policyDryRunApiP99: Row = {
  id: 'policy.dry_run_api_p99_ms',
  what: `${WHAT}: an API read meanwhile, 99th percentile`,
  unit: 'ms',
  yardstick: 'the same read while nothing else is done',
  aim: null,
  most: 100,
  runs: 1,
  async measure() {
    const { p99 } = await measureDryRun();
    return { value: p99.during, yardstick: p99.before };
  },
};
