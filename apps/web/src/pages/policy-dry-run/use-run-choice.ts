import { ApiError } from '@virlab/api-client';
import type { NewDryRun, PolicyDraft, Problem } from '@virlab/contracts';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { useStartDryRun } from '../../data/dry-runs';
import { useSession } from '../../shell/session-context';

/** Which dry run the page shows, and how another is begun. */
export interface RunChoice {
  of: NewDryRun['of'];
  /** Empty while there is none. */
  id: string;
  isStarting: boolean;
  mayStart: boolean;
  /** Why none could be begun. */
  problem: Problem | undefined;
  start: () => void;
}

/**
 * The dry run that the address names, else the last one of the draft. Whoever comes to a draft that was not tried as it
 * stands sees it tried at once, since that changes nothing.
 */
export function useRunChoice(draft: PolicyDraft | undefined): RunChoice {
  const [params, setParams] = useSearchParams();
  const mayStart = useSession().abilities.includes('policy.edit');
  const start = useStartDryRun();
  const version = Number(params.get('of') ?? '');
  const of = Number.isInteger(version) && version > 0 ? version : 'draft';
  const named = params.get('run') ?? '';
  const last = of === 'draft' ? draft?.dryRun : undefined;
  const begin = () =>
    start.mutate(of, {
      onSuccess: ({ id }) =>
        setParams(of === 'draft' ? { run: id } : { of: String(of), run: id }, { replace: true }),
    });

  const isTried = useRef(false);
  const isWanted =
    mayStart &&
    named === '' &&
    draft !== undefined &&
    (of !== 'draft' || (draft.exists && draft.changes > 0 && !last?.isCurrent));
  useEffect(() => {
    if (draft === undefined || isTried.current) return;
    isTried.current = true;
    if (isWanted) begin();
  });
  return {
    of,
    id: named || (last?.id ?? ''),
    isStarting: start.isPending || (isWanted && start.isIdle && named === ''),
    mayStart,
    problem: start.error instanceof ApiError ? start.error.problem : undefined,
    start: begin,
  };
}
