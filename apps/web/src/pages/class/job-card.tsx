import { Job, Note, StateGlyph } from '@virlab/ui';
import { useEffect, useRef } from 'react';
import { IconPlayerPlay, IconPower } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';
import classes from './class.module.css';
import { useJobWords } from './job-words';
import { countItems, type JobItem, type MachineJob } from './machine-job';

export interface JobCardProps {
  job: MachineJob;
  items: readonly JobItem[];
  onClose: () => void;
}

/** What was asked of many machines: counted units, and who failed with the cause and the next step. */
export function JobCard({ job, items, onClose }: JobCardProps) {
  const texts = useTexts().staff.class.job;
  const words = useJobWords();
  const { done, underWay, failed } = words.counts(items);
  const failures = items.filter(({ state }) => state === 'failed');
  const isOver = countItems(items).underWay === 0;
  const mayRetry = isOver && failures.some(({ machine }) => machine !== undefined);
  const card = useRef<HTMLDivElement>(null);
  // On a phone the list is long, and what one began would be out of sight.
  useEffect(() => card.current?.scrollIntoView({ block: 'nearest' }), [job]);
  const Icon = job.action === 'start' ? IconPlayerPlay : IconPower;
  return (
    <div ref={card} className={classes.job}>
      <Job
        title={words.title(job, items)}
        icon={<Icon size={18} stroke={1.75} aria-hidden="true" />}
        {...countItems(items)}
        closeLabel={texts.close}
        onClose={onClose}
        words={
          <>
            <b>{done}</b> {texts.doneWord}
            {underWay ? `, ${underWay}` : ''}
            {failed ? (
              <>
                , <b className={classes.failed}>{failed}</b>
              </>
            ) : null}
          </>
        }
      >
        {failures.length > 0 ? (
          <Note tone="bad" icon={<StateGlyph shape="failed" />}>
            <ul className={classes.failures}>
              {failures.map(({ key, name, cause }) => (
                <li key={key}>
                  <b>{name}</b>: {words.cause(cause, job)}
                </li>
              ))}
            </ul>
            {mayRetry ? (
              <button type="button" className={classes.again} onClick={() => void job.retry()}>
                {texts.again}
              </button>
            ) : null}
          </Note>
        ) : null}
      </Job>
    </div>
  );
}
