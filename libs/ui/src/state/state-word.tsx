import type { StateShape } from '@virlab/contracts';
import classes from './glyph.module.css';
import { StateGlyph } from './state-glyph';
import { STATE_TONES } from './state-shape';

export interface StateWordProps {
  state: StateShape;
  /** The state in the reader's language. */
  children: string;
  /** `tile` is the small form of the wall. */
  size?: 'normal' | 'tile';
}

/** Shape, word, colour, in that order. */
export function StateWord({ state, children, size = 'normal' }: StateWordProps) {
  return (
    <span className={classes.word} data-tone={STATE_TONES[state]} data-size={size} data-state={state}>
      <StateGlyph shape={state} size={size === 'tile' ? 11 : 14} />
      {children}
    </span>
  );
}
