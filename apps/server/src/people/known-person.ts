import type { EntitlementEntity } from '../entitlements/index';
import type { ProviderRecord } from '../federation/index';
import type { AccountEntity, AttributeSnapshotEntity, UserEntity } from '../identity/index';
import type { LatestOutcome } from '../policies/index';

/** All that is known of one person. */
export interface KnownPerson {
  user: UserEntity;
  /** The one that signed in last. */
  account: AccountEntity;
  provider: ProviderRecord | undefined;
  snapshot: AttributeSnapshotEntity | undefined;
  /** Valid now. */
  rights: EntitlementEntity[];
  /** Undefined when the policy was never asked. */
  latest: LatestOutcome | undefined;
}
