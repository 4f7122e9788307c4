import { Skeleton } from '@mantine/core';
import { Page, PageHeader } from '@virlab/ui';
import { useEffect, useState } from 'react';
import { useTexts } from '../../texts/texts-provider';
import classes from './machines.module.css';

const QUIET_MS = 300;
const LONG_MS = 5_000;

/** The page before its list is there: title at once, shapes of the right size after 300 ms, a sentence after 5 s. */
export function MachinesLoading() {
  const { machines, shell } = useTexts();
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
    <Page>
      <PageHeader title={machines.title}>{stage === 'long' ? shell.loadingLong : ' '}</PageHeader>
      <div className={classes.hero} aria-busy="true">
        <div className={classes.pictureShape}>
          {stage === 'quiet' ? null : <Skeleton height="100%" radius={8} />}
        </div>
        <div className={classes.heroBody}>
          {stage === 'quiet' ? null : (
            <>
              <Skeleton height={28} width="60%" />
              <Skeleton height={18} width="40%" />
              <Skeleton height={18} width="90%" />
              <div className={classes.heroActions}>
                <Skeleton height={44} width={170} />
              </div>
            </>
          )}
        </div>
      </div>
    </Page>
  );
}
