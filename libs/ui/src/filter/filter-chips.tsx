import type { ReactNode } from 'react';
import classes from './filter-chips.module.css';

/** One way to narrow a list, with how many there are of it. */
export interface FilterChip {
  /** Empty for "all". */
  id: string;
  word: string;
  /** Already written for the reader. */
  count: string;
  glyph?: ReactNode;
}

export interface FilterChipsProps {
  label: string;
  chips: readonly FilterChip[];
  /** Id of the chosen chip. */
  chosen: string;
  onChoose: (id: string) => void;
}

/** Filters of a list with glyph, word and count; read together they are its summary. */
export function FilterChips({ label, chips, chosen, onChoose }: FilterChipsProps) {
  return (
    <div className={classes.chips} role="group" aria-label={label} tabIndex={0}>
      {chips.map(({ id, word, count, glyph }) => (
        <button
          key={id}
          type="button"
          className={classes.chip}
          aria-pressed={id === chosen}
          data-filter={id}
          onClick={() => onChoose(id)}
        >
          {glyph}
          {word}
          <b>{count}</b>
        </button>
      ))}
    </div>
  );
}
