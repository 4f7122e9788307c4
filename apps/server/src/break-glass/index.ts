export { BreakGlassAccountEntity } from './break-glass-account.entity';
export { BreakGlassAccounts } from './break-glass-accounts';
export { BreakGlassDrillEntity } from './break-glass-drill.entity';
export { BreakGlassDrills } from './break-glass-drills';
export { BreakGlassModule } from './break-glass.module';
export { BreakGlassSessionEntity } from './break-glass-session.entity';
