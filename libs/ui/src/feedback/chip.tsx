import type { ReactNode } from 'react';
import type { Tone } from '../theme/tokens';
import classes from './feedback.module.css';

/** A word or two in the soft colour of a tone. */
export function Chip({ tone = 'off', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {children}
    </span>
  );
}
