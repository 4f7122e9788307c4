import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Card } from '../page/card';
import classes from './rows-loading.module.css';

/** Shorter waits show nothing new. */
const QUIET_MS = 300;
/** After this long a sentence says that it takes long. */
const LONG_MS = 5_000;

export interface RowsLoadingProps {
  /** How many rows are likely to come. */
  rows?: number;
  /** Height of a row in px. */
  height?: number;
  /** Said to screen readers. */
  label: string;
  /** Said to everybody after 5 s. */
  longLabel: string;
}

/** The rows of a table or list before they are there: the space at once, shapes after 300 ms, a sentence after 5 s. */
export function RowsLoading({ rows = 8, height = 48, label, longLabel }: RowsLoadingProps) {
  const [stage, setStage] = useState<'quiet' | 'shapes' | 'long'>('quiet');
  useEffect(() => {
    const soon = setTimeout(() => setStage('shapes'), QUIET_MS);
    const late = setTimeout(() => setStage('long'), LONG_MS);
    return () => {
      clearTimeout(soon);
      clearTimeout(late);
    };
  }, []);
  return (
    <div aria-busy="true">
      <Card>
        {Array.from({ length: rows }, (_, index) => (
          <div key={index} className={classes.row} style={{ height }}>
            {stage === 'quiet' ? null : (
              <>
                <Skeleton height={14} width={`${22 - (index % 3) * 3}%`} />
                <Skeleton height={14} width={`${36 - (index % 4) * 4}%`} />
                <Skeleton height={14} width="12%" />
              </>
            )}
          </div>
        ))}
      </Card>
      <p className={stage === 'long' ? classes.long : 'vl-hidden'} role="status">
        {stage === 'long' ? longLabel : stage === 'shapes' ? label : ''}
      </p>
    </div>
  );
}
