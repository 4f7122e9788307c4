import type { Session } from '@virlab/contracts';

/**
 * The page after a sign-out that went no further than Virlab. It says by code what is over, and what may not be: whether
 * the university could have been asked is known only while somebody is signed in.
 */
export function afterSignOut(
  { everywhere = false }: { everywhere?: boolean },
  session: Session | undefined,
): string {
  const query = new URLSearchParams({ outcome: everywhere ? 'everywhere' : 'here' });
  if (session) query.set('idp', session.university.entityId);
  return `/signed-out?${query}`;
}
