import { Fragment, type ReactNode } from 'react';
import classes from './page-parts.module.css';

/** Names and values in two columns; entries without a value are left out. */
export function KeyValues({ entries }: { entries: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={classes.keyValues}>
      {entries
        .filter(([, value]) => value !== undefined && value !== null && value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
