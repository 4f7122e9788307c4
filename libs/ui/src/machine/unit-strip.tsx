import classes from './unit-strip.module.css';

/** One unit of a strip: solid, hatched, triangle, dashed, waiting, or empty for off. */
export type Unit = 'ready' | 'underway' | 'failed' | 'cannot' | 'waiting' | 'off';

export interface UnitStripProps {
  units: readonly Unit[];
  /** The counts in words: `26 of 30 ready, 2 on the way, 1 failed, 1 cannot`. */
  label: string;
}

/** One unit for each person or machine; shapes differ, so that colour is not needed. */
export function UnitStrip({ units, label }: UnitStripProps) {
  return (
    <div className={classes.units} role="img" aria-label={label}>
      {units.map((unit, index) => (
        <i key={index} data-unit={unit} />
      ))}
    </div>
  );
}
