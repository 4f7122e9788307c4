import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { FederationModule } from '../federation/index';
import { IdentityModule } from '../identity/index';
import { PoliciesModule } from '../policies/index';
import { CompleteSignIn } from './complete-sign-in';
import { PendingSignIns } from './pending-sign-ins';
import { signInControllers, signInParts, signInProviders } from './providers/index';
import { RecentRefusals } from './recent-refusals';
import { RefuseSignIn } from './refuse-sign-in';
import { SIGN_IN_PROVIDERS, type SignInProvider } from './sign-in-provider';
import { SweepSignIns } from './sweep-sign-ins';
import { UsedAssertions } from './used-assertions';

@Module({
  imports: [AuditModule, FederationModule, IdentityModule, PoliciesModule],
  controllers: [...signInControllers],
  providers: [
    CompleteSignIn,
    PendingSignIns,
    RecentRefusals,
    RefuseSignIn,
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
