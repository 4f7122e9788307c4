import type { ImageActor } from '../../images/index';
import type { Viewer } from '../../platform/index';

/** Who did it, as the trail calls them. */
export function actorOf({ userId, displayName, roles }: Viewer): ImageActor {
  return { id: userId, displayName, as: roles.join(', ') || 'person' };
}
