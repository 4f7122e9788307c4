import type { ReactNode } from 'react';
import classes from './with-side.module.css';

export interface WithSideProps {
  /** Name of the landmark at the side. */
  sideLabel: string;
  /** Without it the matter takes all the room. */
  side?: ReactNode;
  /** Width of the side in px, 288 to 320. */
  width?: 288 | 296 | 320;
  /** Below 1180 px the panel stands above the matter instead of under it. */
  sideFirst?: boolean;
  /** The panel stays in sight while the page scrolls. */
  sticky?: boolean;
  children: ReactNode;
}

/** The page's matter, and a panel at its right; below 1180 px the panel stands under it. */
export function WithSide({
  sideLabel,
  side,
  width = 288,
  sticky = false,
  sideFirst = false,
  children,
}: WithSideProps) {
  return (
    <div className={classes.columns} data-side={side ? width : 'none'} data-side-first={sideFirst}>
      <div className={classes.main}>{children}</div>
      {side ? (
        <aside className={classes.side} aria-label={sideLabel} data-sticky={sticky}>
          {side}
        </aside>
      ) : null}
    </div>
  );
}
