import type { Job, JobAction, NewJob } from '@virlab/contracts';
import { ApiError } from '@virlab/api-client';
import { useState } from 'react';
import { useJobs, useJobsOfClass } from '../../data/jobs';

/** Under it the browser keeps which jobs were closed here, so that they stay closed. */
const CLOSED_KEPT_AS = 'virlab-closed-jobs';
/** The server lists no more than this of a class. */
const MOST_KEPT = 100;

/**
 * The jobs of a class that are worth a place on its page: what is not over, what ended while one looked, and what
 * failed; until it is closed. They are the server's, so they are found again after a reload.
 */
export function useClassJobs(classId: string) {
  const query = useJobsOfClass(classId);
  const { begin, prepare, cancel, retry } = useJobs();
  const [closed, setClosed] = useState(readClosed);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [latest, setLatest] = useState<string>();

  const listed = query.data?.jobs ?? [];
  // What was seen under way stays, with its end, until it is closed.
  const unseen = listed.filter(({ id, endedAt }) => endedAt === undefined && !seen.has(id));
  if (unseen.length > 0) setSeen(new Set([...seen, ...unseen.map(({ id }) => id)]));
  const isShown = ({ id, endedAt, counts }: Job) =>
    !closed.includes(id) && (endedAt === undefined || seen.has(id) || counts.failed > 0);

  const close = (id: string) => {
    const next = [...closed, id].slice(-MOST_KEPT);
    localStorage.setItem(CLOSED_KEPT_AS, next.join(' '));
    setClosed(next);
  };
  const onSuccess = ({ id }: Job) => {
    setSeen((old) => new Set([...old, id]));
    setLatest(id);
  };
  const run = (action: JobAction, whom: Pick<NewJob, 'people' | 'machineIds'> = {}) =>
    begin.mutate({ action, classId, ...whom }, { onSuccess });
  const failure = [begin, prepare, cancel, retry].find(({ error }) => error)?.error;
  return {
    jobs: listed.filter(isShown),
    /** The one begun last on this page. */
    latest,
    run,
    /** Brings to run what is not ready. */
    prepare: () => prepare.mutate(classId, { onSuccess }),
    cancel: (id: string) => cancel.mutate(id),
    retry: (id: string) => retry.mutate(id),
    close,
    /** The code of the problem for which the last order was not taken. */
    refused: failure ? (failure instanceof ApiError ? failure.code : 'internal') : undefined,
    isAsking: begin.isPending || prepare.isPending || cancel.isPending || retry.isPending,
  };
}

export type ClassJobs = ReturnType<typeof useClassJobs>;

function readClosed(): readonly string[] {
  return (localStorage.getItem(CLOSED_KEPT_AS) ?? '').split(' ').filter(Boolean);
}
