import { ApiError } from '@virlab/api-client';
import type { HostTest, HostTestRequest, Problem } from '@virlab/contracts';
import { useEffect, useRef, useState } from 'react';
import { api } from './api';

/** A test of a host, as it goes on. */
export interface HostTesting {
  test: HostTest | undefined;
  problem: Problem | undefined;
  isRunning: boolean;
  start: (wish: HostTestRequest) => void;
  /** Ends it; what it began is cleared up by the server. */
  stop: () => void;
  /** Forgets what was found: something else was typed. */
  forget: () => void;
}

/** Runs one test at a time; a new one, or leaving the page, ends the one under way. */
export function useHostTest(): HostTesting {
  const [test, setTest] = useState<HostTest>();
  const [problem, setProblem] = useState<Problem>();
  const [isRunning, setIsRunning] = useState(false);
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);
  const stop = () => {
    controller.current?.abort();
    setIsRunning(false);
  };
  const forget = () => {
    stop();
    setTest(undefined);
    setProblem(undefined);
  };
  const follow = async (wish: HostTestRequest, { signal }: AbortController) => {
    try {
      for await (const state of api.hostsAdmin.test(wish, signal)) {
        if (!signal.aborted) setTest(state);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.problem);
    } finally {
      if (!signal.aborted) setIsRunning(false);
    }
  };
  const start = (wish: HostTestRequest) => {
    forget();
    controller.current = new AbortController();
    setIsRunning(true);
    void follow(wish, controller.current);
  };
  return { test, problem, isRunning, start, stop, forget };
}
