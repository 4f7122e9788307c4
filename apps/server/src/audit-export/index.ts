export { AuditExportModule } from './audit-export.module';
