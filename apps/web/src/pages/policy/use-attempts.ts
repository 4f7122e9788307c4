import { ApiError } from '@virlab/api-client';
import type { Problem } from '@virlab/contracts';
import { useCallback, useState } from 'react';

/** What was done last, with the way back. */
export interface Undoable {
  text: string;
  undo?: () => void;
}

/** Does one change; what it returns is said with its way back. */
export type Attempt = (change: () => Promise<Undoable | undefined>) => void;

/** Changes that say what they did and how to take it back, or why they were refused. */
export function useAttempts() {
  const [undoable, setUndoable] = useState<Undoable>();
  const [problem, setProblem] = useState<Problem>();
  const attempt = useCallback<Attempt>((change) => {
    setUndoable(undefined);
    setProblem(undefined);
    change().then(setUndoable, (error: unknown) => {
      if (error instanceof ApiError) setProblem(error.problem);
      else throw error;
    });
  }, []);
  return { undoable, problem, attempt, setProblem };
}
