import { Button } from '@mantine/core';
import classes from './pager.module.css';

export interface PagerProps {
  /** `51 to 100 of 1,284`. */
  words: string;
  label: string;
  previous: string;
  next: string;
  /** Left out where there is none. */
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}

/** Where one is in a long table, and the way on. */
export function Pager({ words, label, previous, next, onPrevious, onNext }: PagerProps) {
  return (
    <nav className={classes.pager} aria-label={label}>
      <span>{words}</span>
      {onPrevious || onNext ? (
        <span className={classes.steps}>
          <Button size="xs" disabled={!onPrevious} onClick={onPrevious}>
            {previous}
          </Button>
          <Button size="xs" disabled={!onNext} onClick={onNext}>
            {next}
          </Button>
        </span>
      ) : null}
    </nav>
  );
}
