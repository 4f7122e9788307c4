import { Global, Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { ClassesModule } from '../classes/index';
import { ConsolesModule } from '../consoles/index';
import { FederationModule } from '../federation/index';
import { GrantsModule } from '../grants/index';
import { IdentityModule } from '../identity/index';
import { MachinesModule } from '../machines/index';
import { DryRunProof, PolicyDraftsModule } from '../policy-drafts/index';
import { PoolsModule } from '../pools/index';
import { CountRuleMatches } from './count-rule-matches';
import { DryRunStore } from './dry-run-store';
import { DryRunStream } from './dry-run-stream';
import { DryRunsController } from './dry-runs.controller';
import { DryRuns } from './dry-runs';
import { FindMoved } from './find-moved';
import { GatherFacts } from './gather-facts';
import { KeptProof } from './kept-proof';
import { MovedRows } from './moved-rows';
import { PeopleThread } from './people-thread';
import { Pseudonyms } from './pseudonyms';
import { ReadDryRun } from './read-dry-run';
import { TraceMoved } from './trace-moved';
import { WritePeopleCsv } from './write-people-csv';

/** What publishing a policy would do to people. Global, since the room of drafts asks it by a port. */
@Global()
@Module({
  imports: [
    AuditModule,
    ClassesModule,
    ConsolesModule,
    FederationModule,
    GrantsModule,
    IdentityModule,
    MachinesModule,
    PolicyDraftsModule,
    PoolsModule,
  ],
  controllers: [DryRunsController],
  providers: [
    CountRuleMatches,
    DryRunStore,
    DryRunStream,
    DryRuns,
    FindMoved,
    GatherFacts,
    KeptProof,
    MovedRows,
    PeopleThread,
    Pseudonyms,
    ReadDryRun,
    TraceMoved,
    WritePeopleCsv,
    { provide: DryRunProof, useExisting: KeptProof },
  ],
  exports: [DryRunProof, DryRuns],
})
export class DryRunsModule {}
