import type { ReactNode } from 'react';
import classes from './page.module.css';

export interface PageProps {
  /** `column` 1080 px for students, `reading` 720 px, `fluid` for staff (at most 1840 px), `full` without padding. */
  width?: 'column' | 'reading' | 'fluid' | 'full';
  children: ReactNode;
}

/** The column of a page inside `main`. */
export function Page({ width = 'column', children }: PageProps) {
  return (
    <div className={classes.page} data-width={width}>
      {children}
    </div>
  );
}

export interface PageHeaderProps {
  title: ReactNode;
  /** One sentence about now. */
  children?: ReactNode;
  /** At most one filled button. */
  actions?: ReactNode;
}

/** Title of a page, one sentence, and its actions at the right (below, on phones). */
export function PageHeader({ title, children, actions }: PageHeaderProps) {
  return (
    <div className={classes.header}>
      <div className={classes.headerText}>
        <h1>{title}</h1>
        {children ? <div className={classes.lead}>{children}</div> : null}
      </div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  );
}

export interface SectionProps {
  title: string;
  /** What stands at the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of a page with its own heading. */
export function Section({ title, aside, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
