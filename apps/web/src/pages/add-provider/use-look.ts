import { ApiError } from '@virlab/api-client';
import type { Problem } from '@virlab/contracts';
import { useEffect, useRef, useState } from 'react';

/** Looking at metadata, which may take long and can be stopped. */
export interface Look<T> {
  found: T | undefined;
  problem: Problem | undefined;
  isLooking: boolean;
  /** Whole seconds since the look began. */
  seconds: number;
  start: (look: (signal: AbortSignal) => Promise<T>) => void;
  stop: () => void;
  /** Forgets what was found: what was asked for is another thing now. */
  forget: () => void;
}

/** Runs one look at a time; a new one, or leaving the page, stops the one under way. */
export function useLook<T>(): Look<T> {
  const [found, setFound] = useState<T>();
  const [problem, setProblem] = useState<Problem>();
  const [startedAt, setStartedAt] = useState<number>();
  const [seconds, setSeconds] = useState(0);
  const controller = useRef<AbortController>(undefined);

  useEffect(() => () => controller.current?.abort(), []);
  useEffect(() => {
    if (startedAt === undefined) return;
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - startedAt) / 1000)), 1000);
    return () => clearInterval(timer);
  }, [startedAt]);

  const stop = () => {
    controller.current?.abort();
    setStartedAt(undefined);
  };
  const forget = () => {
    stop();
    setFound(undefined);
    setProblem(undefined);
  };
  const start: Look<T>['start'] = (look) => {
    forget();
    const own = new AbortController();
    controller.current = own;
    setSeconds(0);
    setStartedAt(Date.now());
    look(own.signal)
      .then((result) => {
        if (!own.signal.aborted) setFound(result);
      })
      .catch((error: unknown) => {
        if (own.signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        setProblem(error.problem);
      })
      .finally(() => {
        if (!own.signal.aborted) setStartedAt(undefined);
      });
  };
  return { found, problem, isLooking: startedAt !== undefined, seconds, start, stop, forget };
}
