import type { ReactNode } from 'react';
import classes from './card.module.css';

export interface CardProps {
  /** Heading of the card; without it the card is only a frame. */
  title?: ReactNode;
  icon?: ReactNode;
  /** What stands at the right of the heading. */
  aside?: ReactNode;
  /** Padding around the body; leave it out for tables and lists. */
  padded?: boolean;
  /** Wanted where the card is a landmark without a title. */
  label?: string;
  children?: ReactNode;
}

/** A bordered surface; no shadow. */
export function Card({ title, icon, aside, padded = false, label, children }: CardProps) {
  return (
    <section className={classes.card} {...(label ? { 'aria-label': label } : {})}>
      {title ? (
        <header className={classes.header}>
          {icon}
          <h3>{title}</h3>
          {aside ? <div className={classes.aside}>{aside}</div> : null}
        </header>
      ) : null}
      {padded ? <div className={classes.body}>{children}</div> : children}
    </section>
  );
}

/** Rows of a card, divided by lines. */
export function CardList({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className={classes.list} {...(label ? { 'aria-label': label } : {})}>
      {children}
    </ul>
  );
}
