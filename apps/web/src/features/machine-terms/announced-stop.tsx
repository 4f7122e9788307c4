import type { Machine } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Note } from '@virlab/ui';
import { IconClockPause } from '@tabler/icons-react';
import { useTerms } from '../../data/pools';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './machine-terms.module.css';
import { RefusalNote } from './refusal-note';

/** The announced end of a machine that runs, with one click for "not yet"; nothing while none is announced. */
export function AnnouncedStop({ machine }: { machine: Machine }) {
  const { machines: texts } = useTexts();
  const format = useFormat();
  const { notYet } = useTerms(machine.id);
  const { stops } = machine;
  if (!stops) return null;
  const { allowed, until, reason } = stops.notYet;
  return (
    <div className={classes.stop} data-testid="announced-stop">
      <Note tone="hold" role="status" icon={<IconClockPause size={16} stroke={1.75} aria-hidden="true" />}>
        <div className={classes.bar}>
          <p>
            <b>{texts.terms.stops(format.time(stops.at), stops.because)}</b> {texts.terms.saveNow}
          </p>
          {allowed ? (
            <Button size="xs" loading={notYet.isPending} onClick={() => notYet.mutate()}>
              {texts.terms.notYet}
              {until && format.time(until) !== format.time(stops.at) ? (
                <span className={classes.gain}>{texts.terms.until(format.time(until))}</span>
              ) : null}
            </Button>
          ) : (
            <span className="vl-small">{texts.refusal(reason ?? 'stop-is-fixed')}</span>
          )}
        </div>
      </Note>
      <RefusalNote error={notYet.error} />
    </div>
  );
}
