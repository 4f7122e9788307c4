import { Global, Module } from '@nestjs/common';
import { OnlyOne } from './only-one';
import { RelayNotices } from './relay-notices';
import { ServerIdentity } from './server-identity';

/** What several servers on one database agree on. */
@Global()
@Module({ providers: [OnlyOne, RelayNotices, ServerIdentity], exports: [OnlyOne, ServerIdentity] })
export class ServersModule {}
