import type { Federation, FederationHealth } from '@virlab/contracts';
import type { FederationEntity } from '../federation/index';
import { presentKey } from './present-key';

/** What stands beside a federation's row. */
export interface FederationFacts {
  now: Date;
  refreshing: boolean;
  /** People who signed in by it in the last 30 days. */
  people: number;
}

/** A federation as an identity admin sees it. */
export function presentFederation(
  row: FederationEntity,
  { now, refreshing, people }: FederationFacts,
): Federation {
  const { id, title, kind, location, enabled, maxValidityDays, signingCertificates } = row;
  const instant = (moment: Date | null) => moment?.toISOString();
  return {
    id,
    title,
    kind,
    location,
    enabled,
    health: healthOf(row, now),
    ...(row.lastErrorCode
      ? {
          fault: {
            code: row.lastErrorCode,
            ...(row.lastErrorDetail ? { detail: row.lastErrorDetail } : {}),
            since: instant(row.lastSuccessAt ?? row.lastAttemptAt),
          },
        }
      : {}),
    refreshing,
    lastLookAt: instant(row.lastAttemptAt),
    lastGoodAt: instant(row.lastSuccessAt),
    nextLookAt: instant(row.nextAttemptAt),
    validUntil: instant(row.validUntil),
    maxValidityDays,
    ...(kind === 'mdq' ? {} : { providers: row.providerCount }),
    people,
    keys: signingCertificates.map(presentKey),
  };
}

/** How a federation is doing: switched off, never had, over, living on its last good copy, or fine. */
function healthOf(row: FederationEntity, now: Date): FederationHealth {
  if (!row.enabled) return 'disabled';
  if (!row.lastSuccessAt) return row.failures > 0 ? 'failed' : 'waiting';
  if (row.validUntil && row.validUntil <= now) return 'expired';
  return row.failures > 0 ? 'copy-in-use' : 'fine';
}
