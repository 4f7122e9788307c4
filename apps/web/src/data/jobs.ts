import type { NewJob } from '@virlab/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** What is asked of many machines of a class: what is not over, and what ended within a day; live events have it read anew. */
export function useJobsOfClass(classId: string) {
  return useQuery({
    queryKey: keys.jobsOfClass(classId),
    queryFn: ({ signal }) => api.jobs.list(classId, signal),
  });
}

/** Begins a job (also one that prepares a class), cancels what of one has not begun, asks once more what failed. Each rejects with ApiError. */
export function useJobs() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: keys.jobs });
  return {
    begin: useMutation({ mutationFn: (wish: NewJob) => api.jobs.begin(wish), onSettled }),
    prepare: useMutation({ mutationFn: (classId: string) => api.lessons.prepare(classId), onSettled }),
    cancel: useMutation({ mutationFn: (id: string) => api.jobs.cancel(id), onSettled }),
    retry: useMutation({ mutationFn: (id: string) => api.jobs.retry(id), onSettled }),
  };
}
