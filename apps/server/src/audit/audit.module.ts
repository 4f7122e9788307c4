import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller';
import { AuditRecorder } from './audit-recorder';
import { CountRefusedSignIns } from './count-refused-sign-ins';
import { FindAuditEvent } from './find-audit-event';
import { ReadAuditPage } from './read-audit-page';
import { VerifyAuditChain } from './verify-audit-chain';
import { WatchAuditChain } from './watch-audit-chain';

/** The trail of who did what; every room may write to it. */
@Global()
@Module({
  controllers: [AuditController],
  providers: [
    AuditRecorder,
    CountRefusedSignIns,
    FindAuditEvent,
    ReadAuditPage,
    VerifyAuditChain,
    WatchAuditChain,
  ],
  exports: [AuditRecorder, CountRefusedSignIns, FindAuditEvent, VerifyAuditChain],
})
export class AuditModule {}
