import type { ReactNode } from 'react';
import classes from './reason.module.css';

export interface TurnProps {
  /** Whose turn it is, in the reader's words. */
  who: string;
  /** What they have to do. */
  children: ReactNode;
}

/** Whose turn it is, beside the reason: every "no" has an owner. */
export function Turn({ who, children }: TurnProps) {
  return (
    <div className={classes.turn}>
      <span className={classes.who}>{who}</span>
      <span>{children}</span>
    </div>
  );
}
