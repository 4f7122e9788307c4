import type { StateShape } from '@virlab/contracts';
import type { Tone } from '../theme/tokens';

/** The tone of each state. Shape and word come first; the tone only agrees with them. */
export const STATE_TONES: Record<StateShape, Tone> = {
  running: 'ok',
  starting: 'busy',
  stopping: 'busy',
  reverting: 'busy',
  queued: 'busy',
  paused: 'hold',
  stopped: 'off',
  failed: 'bad',
  unknown: 'hold',
  absent: 'off',
  locked: 'off',
};

/** What became of one condition of a decision; `missing` is never drawn as false. */
export type Verdict = 'true' | 'false' | 'missing' | 'notAsked';

/** The tone of each verdict. */
export const VERDICT_TONES: Record<Verdict, Tone> = {
  true: 'ok',
  false: 'bad',
  missing: 'accent',
  notAsked: 'off',
};
