import type { Tone } from '../theme/tokens';
import classes from './figures.module.css';

/** A count and what it counts. */
export interface Figure {
  /** Already written for the reader. */
  value: string;
  words: string;
  tone?: Tone;
}

/** A strip of counts, from what came to what became of it. */
export function Figures({ label, figures }: { label: string; figures: readonly Figure[] }) {
  return (
    <ul className={classes.figures} aria-label={label}>
      {figures.map(({ value, words, tone }) => (
        <li key={words} data-tone={tone}>
          <span className={classes.value}>{value}</span>
          <span className={classes.words}>{words}</span>
        </li>
      ))}
    </ul>
  );
}
