import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index';
import { AuditExportController } from './audit-export.controller';
import { ExportAudit } from './export-audit';

/** The trail as a table to take along. */
@Module({ imports: [IdentityModule], controllers: [AuditExportController], providers: [ExportAudit] })
export class AuditExportModule {}
