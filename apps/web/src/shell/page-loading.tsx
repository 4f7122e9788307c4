import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTexts } from '../texts/texts-provider';
import classes from './shell.module.css';

const QUIET_MS = 300;
const LONG_MS = 5_000;

/** Nothing for 300 ms, then that it loads, after 5 s that it takes long. */
export function PageLoading() {
  const { shell } = useTexts();
  const [stage, setStage] = useState<'quiet' | 'loading' | 'long'>('quiet');
  useEffect(() => {
    const soon = setTimeout(() => setStage('loading'), QUIET_MS);
    const late = setTimeout(() => setStage('long'), LONG_MS);
    return () => {
      clearTimeout(soon);
      clearTimeout(late);
    };
  }, []);
  if (stage === 'quiet') return null;
  return (
    <div className={classes.loading} role="status">
      <Loader size="sm" aria-hidden="true" />
      <span>{stage === 'long' ? shell.loadingLong : shell.loading}</span>
    </div>
  );
}
