import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { Accounts } from './accounts';
import { EndStaleSessions } from './end-stale-sessions';
import { HearEndedSessions } from './hear-ended-sessions';
import { LinkAccount } from './link-account';
import { ReadKnownPeople } from './read-known-people';
import { ReadSession } from './read-session';
import { ReadSnapshots } from './read-snapshots';
import { SaveSnapshot } from './save-snapshot';
import { SessionSecrets } from './session-secrets';
import { SessionTimes } from './session-times';
import { Sessions } from './sessions';
import { SignInsByIssuer } from './sign-ins-by-issuer';
import { Users } from './users';

const forOthers = [
  Accounts,
  LinkAccount,
  ReadKnownPeople,
  ReadSession,
  ReadSnapshots,
  SaveSnapshot,
  Sessions,
  SessionTimes,
  SignInsByIssuer,
  Users,
];

@Module({
  imports: [AuditModule],
  providers: [...forOthers, EndStaleSessions, HearEndedSessions, SessionSecrets],
  exports: forOthers,
})
export class IdentityModule {}
