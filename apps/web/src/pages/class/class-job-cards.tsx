import type { ClassMember } from '@virlab/contracts';
import { Note, StateGlyph } from '@virlab/ui';
import { useTexts } from '../../texts/texts-provider';
import { JobCard } from './job-card';
import { useJobWords } from './job-words';
import type { JobOrders } from './use-job-orders';

/** What was asked of many machines of the class, and why the last order was not taken. */
export function ClassJobCards({
  orders: { jobs, orderOne },
  members,
}: {
  orders: JobOrders;
  members: readonly ClassMember[];
}) {
  const texts = useTexts().staff.class.job;
  const { problem } = useJobWords();
  return (
    <>
      {jobs.refused === undefined ? null : (
        <Note tone="bad" role="alert" icon={<StateGlyph shape="failed" />}>
          {texts.notBegun(problem(jobs.refused))}
        </Note>
      )}
      {jobs.jobs.map((job) => (
        <JobCard key={job.id} job={job} jobs={jobs} members={members} onOrder={orderOne} />
      ))}
    </>
  );
}
