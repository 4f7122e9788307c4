import type { HostLeftovers } from '@virlab/contracts';
import type { SeenOrphans } from '../machines/index';

/** What was found on a host, in order of what comes first: what is cleared soonest, then what stays. Pure. */
export function presentLeftovers({ lookedAt, isBraked, orphans }: SeenOrphans): HostLeftovers {
  const found = orphans.map(({ kind, name, since, isOurs, clearsAt }) => ({
    ...{ kind, name, since: since.toISOString(), isOurs },
    ...(clearsAt ? { clearsAt: clearsAt.toISOString() } : {}),
  }));
  const order = ({ clearsAt = '~', name }: (typeof found)[number]) => `${clearsAt} ${name}`;
  return {
    ...{ lookedAt: lookedAt.toISOString(), isBraked },
    leftovers: found.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)),
  };
}
