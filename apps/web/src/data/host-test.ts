import { ApiError } from '@virlab/api-client';
import type { HostPlace, HostTest, HostTestRequest, Problem } from '@virlab/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from './api';

/** A test of a host, as it goes on. */
export interface HostTesting {
  test: HostTest | undefined;
  problem: Problem | undefined;
  isRunning: boolean;
  /** Tries the place, and boots a guest of this template; null to leave that out. */
  start: (templateId: string | null) => void;
  /** Ends it; what it began is cleared up by the server. */
  stop: () => void;
}

/** How a test of one place went; of another place it says nothing. */
interface Trial {
  where: string;
  test?: HostTest;
  problem?: Problem;
  isRunning: boolean;
}

/**
 * Runs one test at a time; a new one, another place, or leaving the page, ends the one under way.
 *
 * @param onOutcome - told each finished test, and nothing when one begins or its place is no longer the one that is typed
 */
export function useHostTest(place: HostPlace, onOutcome: (test: HostTest | undefined) => void): HostTesting {
  const where = JSON.stringify(place);
  const [trial, setTrial] = useState<Trial>();
  const controller = useRef<AbortController>(undefined);
  const tell = useRef(onOutcome);
  useEffect(() => {
    tell.current = onOutcome;
  });
  useEffect(() => () => controller.current?.abort(), [where]);
  const now = trial?.where === where ? trial : undefined;
  const test = now?.test;
  useEffect(() => tell.current(test?.finished ? test : undefined), [test]);
  const follow = useCallback(async (wish: HostTestRequest, at: string, { signal }: AbortController) => {
    const put = (more: Partial<Trial>) => {
      if (!signal.aborted) setTrial((was) => ({ ...was, isRunning: true, ...more, where: at }));
    };
    try {
      for await (const state of api.hostsAdmin.test(wish, signal)) put({ test: state });
      put({ isRunning: false });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      put({ problem: error.problem, isRunning: false });
    }
  }, []);
  const stop = () => {
    controller.current?.abort();
    setTrial((was) => was && { ...was, isRunning: false });
  };
  const start = (templateId: string | null) => {
    controller.current?.abort();
    controller.current = new AbortController();
    setTrial({ where, isRunning: true });
    void follow({ ...place, templateId }, where, controller.current);
  };
  return { test, problem: now?.problem, isRunning: now?.isRunning ?? false, start, stop };
}
