import { ApiError } from '@virlab/api-client';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { ProblemPage } from './problem-page';

/** What a page shows when it failed to load or to draw: never a stack, never a dead end. */
export function PageErrorBoundary() {
  const error = useRouteError();
  return <ProblemPage problem={problemOf(error)} />;
}

function problemOf(error: unknown) {
  if (error instanceof ApiError) return error.problem;
  if (isRouteErrorResponse(error) && error.status === 404) return { code: 'not-found' };
  // A chunk that cannot be fetched is a server that was updated or is away.
  if (error instanceof TypeError && /fetch|import/i.test(error.message)) return { code: 'unreachable' };
  return { code: 'internal' };
}
