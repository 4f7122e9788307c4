import { Global, Module } from '@nestjs/common';
import { RightsCheck } from '../entitlements/index';
import { CheckRights } from './check-rights';
import { RefreshEntitlements } from './refresh-entitlements';

/** The policy: its versions, its decisions and why they are so. Global, since the entitlements room asks it by a port. */
@Global()
@Module({
  providers: [RefreshEntitlements, CheckRights, { provide: RightsCheck, useExisting: CheckRights }],
  exports: [RefreshEntitlements, RightsCheck],
})
export class PoliciesModule {}
