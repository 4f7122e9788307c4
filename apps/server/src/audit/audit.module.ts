import { Global, Module } from '@nestjs/common';
import { AuditRecorder } from './audit-recorder';

/** The trail of who did what; every room may write to it. */
@Global()
@Module({ providers: [AuditRecorder], exports: [AuditRecorder] })
export class AuditModule {}
