import type { ReactNode } from 'react';
import type { Tone } from '../theme/tokens';
import classes from './feedback.module.css';

export interface NoteProps {
  tone?: Tone;
  icon?: ReactNode;
  /** `alert` for what went wrong just now; otherwise it is only text. */
  role?: 'alert' | 'status';
  children: ReactNode;
}

/** A quiet block of text in the soft colour of its tone. */
export function Note({ tone = 'off', icon, role, children }: NoteProps) {
  return (
    <div className={classes.note} data-tone={tone} role={role}>
      {icon}
      <div className={classes.noteText}>{children}</div>
    </div>
  );
}
