import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { EntitlementsModule } from '../entitlements/index';
import { IdentityModule } from '../identity/index';
import { MachinesModule } from '../machines/index';
import { AskMany } from './ask-many';
import { BeginJob } from './begin-job';
import { CancelJob } from './cancel-job';
import { JobsController } from './jobs.controller';
import { JobStore } from './job-store';
import { OrderOne } from './order-one';
import { PresentJob } from './present-job';
import { RetryJob } from './retry-job';
import { RunJobs } from './run-jobs';
import { TellJobs } from './tell-jobs';

/** What is asked of many machines at once, with true progress. */
@Module({
  imports: [AuditModule, EntitlementsModule, IdentityModule, MachinesModule],
  controllers: [JobsController],
  providers: [AskMany, BeginJob, CancelJob, JobStore, OrderOne, PresentJob, RetryJob, RunJobs, TellJobs],
  exports: [AskMany],
})
export class JobsModule {}
