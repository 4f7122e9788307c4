import { useMatches } from 'react-router';
import type { PageHandle } from './page-route';

/** The row of the table of pages that is shown now. */
export function usePageHandle(): PageHandle {
  const handle = useMatches().at(-1)?.handle as PageHandle | undefined;
  return handle ?? { frame: 'signed-in' };
}
