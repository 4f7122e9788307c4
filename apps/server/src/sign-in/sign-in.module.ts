import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { ClassesModule } from '../classes/index';
import { DiscoveryModule } from '../discovery/index';
import { EntitlementsModule } from '../entitlements/index';
import { FederationModule } from '../federation/index';
import { HypervisorsModule } from '../hypervisors/index';
import { IdentityModule } from '../identity/index';
import { PoliciesModule } from '../policies/index';
import { PoolsModule } from '../pools/index';
import { CompleteSignIn } from './complete-sign-in';
import { ListSignInOptions } from './list-sign-in-options';
import { PendingLogouts } from './pending-logouts';
import { PendingSignIns } from './pending-sign-ins';
import { PresentOwnRecord } from './present-own-record';
import { PresentOwnSessions } from './present-own-sessions';
import { PresentProviderFacts } from './present-provider-facts';
import { PresentSession } from './present-session';
import { signInControllers, signInParts, signInProviders } from './providers/index';
import { RecentRefusals } from './recent-refusals';
import { RefuseSignIn } from './refuse-sign-in';
import { ReadRightTitles } from './right-titles';
import { SessionController } from './session.controller';
import { SignInController } from './sign-in.controller';
import { SIGN_IN_PROVIDERS, type SignInProvider } from './sign-in-provider';
import { SignOut } from './sign-out';
import { SweepSignIns } from './sweep-sign-ins';
import { UsedAssertions } from './used-assertions';

@Module({
  imports: [
    AuditModule,
    ClassesModule,
    DiscoveryModule,
    EntitlementsModule,
    FederationModule,
    HypervisorsModule,
    IdentityModule,
    PoliciesModule,
    PoolsModule,
  ],
  controllers: [SessionController, SignInController, ...signInControllers],
  providers: [
    CompleteSignIn,
    ListSignInOptions,
    PendingLogouts,
    PendingSignIns,
    PresentOwnRecord,
    PresentOwnSessions,
    PresentProviderFacts,
    PresentSession,
    ReadRightTitles,
    RecentRefusals,
    RefuseSignIn,
    SignOut,
    SweepSignIns,
    UsedAssertions,
    ...signInParts,
    ...signInProviders,
    {
      provide: SIGN_IN_PROVIDERS,
      useFactory: (...providers: SignInProvider[]) => providers,
      inject: signInProviders,
    },
  ],
})
export class SignInModule {}
