import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Installation } from './installation';
import { OnlyOne } from './only-one';
import { RelayNotices } from './relay-notices';
import { ServerIdentity } from './server-identity';

/** What several servers on one database agree on. */
@Global()
@Module({
  providers: [
    OnlyOne,
    RelayNotices,
    ServerIdentity,
    {
      provide: Installation,
      inject: [DataSource],
      useFactory: (source: DataSource) => Installation.read(source),
    },
  ],
  exports: [Installation, OnlyOne, ServerIdentity],
})
export class ServersModule {}
