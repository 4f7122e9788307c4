import { Module } from '@nestjs/common';
import { Accounts } from './accounts';
import { EndStaleSessions } from './end-stale-sessions';
import { LinkAccount } from './link-account';
import { ReadSnapshots } from './read-snapshots';
import { SaveSnapshot } from './save-snapshot';
import { Sessions } from './sessions';
import { Users } from './users';

const forOthers = [Accounts, LinkAccount, ReadSnapshots, SaveSnapshot, Sessions, Users];

@Module({ providers: [...forOthers, EndStaleSessions], exports: forOthers })
export class IdentityModule {}
