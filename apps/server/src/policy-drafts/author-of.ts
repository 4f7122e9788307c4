import type { PolicyAuthor } from '@virlab/contracts';
import type { Viewer } from '../platform/index';

/** Who writes, as others of the staff see them. */
export function authorOf({ userId, displayName }: Viewer): PolicyAuthor {
  return { userId, displayName };
}
