import { Global, Module } from '@nestjs/common';
import { ClassesModule } from '../classes/index';
import { RightsCheck } from '../entitlements/index';
import { FederationModule } from '../federation/index';
import { GrantsModule } from '../grants/index';
import { IdentityModule } from '../identity/index';
import { PoolsModule } from '../pools/index';
import { CheckRights } from './check-rights';
import { CountMatches } from './count-matches';
import { CurrentPolicy } from './current-policy';
import { DecideAboutAccount } from './decide-about-account';
import { DecideAboutPerson } from './decide-about-person';
import { DecideAtMoment } from './decide-at-moment';
import { ExplainAccess } from './explain-access';
import { ExplainHolders } from './explain-holders';
import { ExplainRight } from './explain-right';
import { FindAdmins } from './find-admins';
import { FollowEnds } from './follow-ends';
import { GuardAdmins } from './guard-admins';
import { KnownTargets } from './known-targets';
import { LatestOutcomes } from './latest-outcomes';
import { PoliciesController } from './policies.controller';
import { PolicyVersions } from './policy-versions';
import { PublishPolicy } from './publish-policy';
import { ReadDecisionInput } from './read-decision-input';
import { ReadPublishedPolicy } from './read-published-policy';
import { RefreshEntitlements } from './refresh-entitlements';
import { RefreshEverybody } from './refresh-everybody';
import { SweepDecisions } from './sweep-decisions';
import { WaysIn } from './ways-in';
import { WhyController } from './why.controller';

const forOthers = [
  CountMatches,
  CurrentPolicy,
  ExplainAccess,
  ExplainRight,
  FindAdmins,
  GuardAdmins,
  KnownTargets,
  LatestOutcomes,
  PolicyVersions,
  PublishPolicy,
  ReadDecisionInput,
  ReadPublishedPolicy,
  RefreshEntitlements,
  RefreshEverybody,
  WaysIn,
];

/** The policy: its versions, its decisions and why they are so. Global, since the entitlements room asks it by a port. */
@Global()
@Module({
  imports: [ClassesModule, FederationModule, GrantsModule, IdentityModule, PoolsModule],
  controllers: [PoliciesController, WhyController],
  providers: [
    ...forOthers,
    CheckRights,
    DecideAboutAccount,
    DecideAboutPerson,
    DecideAtMoment,
    ExplainHolders,
    FollowEnds,
    SweepDecisions,
    { provide: RightsCheck, useExisting: CheckRights },
  ],
  exports: [...forOthers, RightsCheck],
})
export class PoliciesModule {}
