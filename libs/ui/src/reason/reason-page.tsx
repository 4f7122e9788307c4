import type { StateShape } from '@virlab/contracts';
import type { ReactNode } from 'react';
import { StateGlyph } from '../state/state-glyph';
import classes from './reason.module.css';

export interface ReasonPageProps {
  shape: StateShape;
  /** What happened. */
  title: string;
  /** What still works. */
  children: ReactNode;
  /** A `Turn`. */
  turn?: ReactNode;
  /** One filled step, and at most one beside it. */
  steps?: ReactNode;
  /** A `Reference`. */
  reference?: ReactNode;
}

/** These say that something waits or is closed; no tone of a running job belongs to them here. */
const QUIET: readonly StateShape[] = ['queued', 'locked', 'absent', 'stopped'];

/** One column that says what happened, what still works, whose turn it is and the next step. */
export function ReasonPage({ shape, title, children, turn, steps, reference }: ReasonPageProps) {
  return (
    <div className={classes.reason}>
      <span className={classes.glyph}>
        <StateGlyph shape={shape} size={36} plain={QUIET.includes(shape)} />
      </span>
      <h1>{title}</h1>
      <div className={classes.body}>{children}</div>
      {turn}
      {steps ? <div className={classes.steps}>{steps}</div> : null}
      {reference}
    </div>
  );
}
