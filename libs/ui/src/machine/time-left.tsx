import classes from './time-left.module.css';

export interface TimeLeftProps {
  /** `1 h 42 min left`. */
  left: string;
  /** `until 18 December`. */
  end?: string | undefined;
  /** How much of the time is still there, 0 to 1; only where the whole is known. */
  fraction?: number;
  /** `row`: both on one line above the meter; `column`: the end below, at the right of a row. */
  layout?: 'row' | 'column';
}

/** Time left, its end, and a meter where the whole is known. */
export function TimeLeft({ left, end, fraction, layout = 'row' }: TimeLeftProps) {
  return (
    <div className={classes.time} data-layout={layout}>
      <span className={classes.left}>{left}</span>
      {end ? <span className={classes.end}>{end}</span> : null}
      {fraction === undefined ? null : (
        <meter className={classes.meter} min={0} max={1} value={fraction} aria-label={left} />
      )}
    </div>
  );
}
