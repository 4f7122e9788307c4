export { AuditEventEntity } from './audit-event.entity';
export { AuditHeadEntity } from './audit-head.entity';
export { AuditModule } from './audit.module';
export { AuditRecorder } from './audit-recorder';
export { CountRefusedSignIns, type RefusedSignIns } from './count-refused-sign-ins';
export { FindAuditEvent } from './find-audit-event';
export type { NewAuditEvent } from './new-audit-event';
export { selectEvents } from './select-events';
export { type ChainState, VerifyAuditChain } from './verify-audit-chain';
