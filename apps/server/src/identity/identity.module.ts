import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { Accounts } from './accounts';
import { EndStaleSessions } from './end-stale-sessions';
import { LinkAccount } from './link-account';
import { ReadSnapshots } from './read-snapshots';
import { SaveSnapshot } from './save-snapshot';
import { Sessions } from './sessions';
import { Users } from './users';

const forOthers = [Accounts, LinkAccount, ReadSnapshots, SaveSnapshot, Sessions, Users];

@Module({ imports: [AuditModule], providers: [...forOthers, EndStaleSessions], exports: forOthers })
export class IdentityModule {}
