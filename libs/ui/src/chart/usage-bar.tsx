import type { Tone } from '../theme/tokens';
import classes from './usage-bar.module.css';

export interface UsageBarProps {
  /** 0 to 1; without it the bar is empty and there is no number, because unknown is not zero. */
  fraction?: number | undefined;
  /** `39 of 64`. */
  words?: string | undefined;
  tone?: Extract<Tone, 'accent' | 'hold'>;
}

/** How much of something is used, as a bar with its figures. */
export function UsageBar({ fraction, words, tone = 'accent' }: UsageBarProps) {
  return (
    <span className={classes.usage}>
      <span className={classes.bar} aria-hidden="true">
        {fraction === undefined ? null : (
          <i data-tone={tone} style={{ width: `${100 * Math.min(1, Math.max(0, fraction))}%` }} />
        )}
      </span>
      <span className={classes.words}>{words}</span>
    </span>
  );
}
