import type { ReactNode } from 'react';
import classes from './page-parts.module.css';

/** The frame within which a wide table scrolls, by keyboard too; its first column stays on phones. */
export function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.tableFrame} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
