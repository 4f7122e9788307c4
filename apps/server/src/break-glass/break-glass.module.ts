import { Global, Module } from '@nestjs/common';
import { EmergencyRights } from '../entitlements/index';
import { IdentityModule } from '../identity/index';
import { BreakGlassAccounts } from './break-glass-accounts';
import { BreakGlassController } from './break-glass.controller';
import { BreakGlassDrills } from './break-glass-drills';
import { BreakGlassRights } from './break-glass-rights';
import { CheckSecret } from './check-secret';
import { CloseBreakGlass } from './close-break-glass';
import { EndBreakGlass } from './end-break-glass';
import { FailedTries } from './failed-tries';
import { OpenBreakGlass } from './open-break-glass';
import { PresentBreakGlass } from './present-break-glass';

/** The way in for an emergency. Global, since the entitlements room asks it by a port. */
@Global()
@Module({
  imports: [IdentityModule],
  controllers: [BreakGlassController],
  providers: [
    BreakGlassAccounts,
    BreakGlassDrills,
    BreakGlassRights,
    CheckSecret,
    CloseBreakGlass,
    EndBreakGlass,
    FailedTries,
    OpenBreakGlass,
    PresentBreakGlass,
    { provide: EmergencyRights, useExisting: BreakGlassRights },
  ],
  exports: [EmergencyRights],
})
export class BreakGlassModule {}
