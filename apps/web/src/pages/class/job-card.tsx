import type { Job as JobView } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Job, Note, StateGlyph } from '@virlab/ui';
import {
  IconClockPlus,
  IconPlayerPlay,
  IconPlugConnectedX,
  IconPower,
  IconProgressCheck,
  IconRefresh,
  IconRestore,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useAnnounce } from '../../shell/announcer';
import { useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './class.module.css';
import { JobFailure, type JobFailureProps } from './job-failure';
import { useJobWords } from './job-words';
import type { ClassJobs } from './use-class-jobs';

const ICONS: Record<JobView['action'], typeof IconPower> = {
  start: IconPlayerPlay,
  shutdown: IconPower,
  'force-off': IconPlugConnectedX,
  restart: IconRefresh,
  revert: IconRestore,
  extend: IconClockPlus,
  prepare: IconProgressCheck,
};

export interface JobCardProps extends Pick<JobFailureProps, 'members' | 'onOrder'> {
  job: JobView;
  jobs: Pick<ClassJobs, 'latest' | 'cancel' | 'retry' | 'close' | 'isAsking'>;
}

/** What was asked of many machines: counted units, and who failed with the cause and the next step. */
export function JobCard({ job, jobs, members, onOrder }: JobCardProps) {
  const texts = useTexts().staff.class.job;
  const { user } = useSession();
  const words = useJobWords();
  const { done, underWay, failed, waiting, cancelled } = words.counts(job);
  const { counts, failures } = job;
  const isOver = counts.waiting + counts.underWay === 0;
  const mayRetry = isOver && failures.some(({ machineId }) => machineId !== undefined);
  const mayCancel = counts.waiting > 0 && !job.cancelledAt;
  const card = useRef<HTMLDivElement>(null);
  const isLatest = jobs.latest === job.id;
  // On a phone the list is long, and what one began would be out of sight.
  useEffect(() => {
    if (isLatest) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isLatest]);
  useProgressTold(job, words.sentence(job));
  const Icon = ICONS[job.action];
  const rest = [waiting, cancelled].filter(Boolean).join(', ');
  return (
    <div ref={card} className={classes.job} data-testid="job">
      <Job
        title={words.title(job)}
        icon={<Icon size={18} stroke={1.75} aria-hidden="true" />}
        {...counts}
        closeLabel={texts.close}
        onClose={() => jobs.close(job.id)}
        aside={
          mayCancel ? (
            <Button
              size="xs"
              variant="subtle"
              title={texts.cancelTitle}
              loading={jobs.isAsking}
              onClick={() => jobs.cancel(job.id)}
            >
              {texts.cancel}
            </Button>
          ) : undefined
        }
        words={
          <>
            <b>{done}</b> {texts.doneWord}
            {underWay ? `, ${underWay}` : ''}
            {failed ? (
              <>
                , <b className={classes.failed}>{failed}</b>
              </>
            ) : null}
            {rest ? `, ${rest}` : ''}
          </>
        }
      >
        {job.by.id === user.id ? null : <p className="vl-small vl-muted">{texts.by(job.by.displayName)}</p>}
        {failures.length > 0 ? (
          <Note tone="bad" icon={<StateGlyph shape="failed" />}>
            <ul className={classes.failures}>
              {failures.map((item) => (
                <JobFailure
                  key={item.id}
                  item={item}
                  action={job.action}
                  members={members}
                  onOrder={onOrder}
                />
              ))}
            </ul>
            {mayRetry ? (
              <button type="button" className={classes.again} onClick={() => jobs.retry(job.id)}>
                {texts.again}
              </button>
            ) : null}
          </Note>
        ) : null}
      </Job>
    </div>
  );
}

/** Tells screen readers the beginning, each quarter and the end; nothing of what was over before one came. */
function useProgressTold({ counts: { total, waiting, underWay } }: JobView, said: string): void {
  const announce = useAnnounce();
  const left = waiting + underWay;
  const quarter = total === 0 ? 4 : Math.floor((4 * (total - left)) / total);
  // Only a new quarter is worth a word, not every count in between.
  const told = useRef(left === 0 ? quarter : -1);
  useEffect(() => {
    if (told.current === quarter) return;
    told.current = quarter;
    announce(said);
  }, [quarter, said, announce]);
}
