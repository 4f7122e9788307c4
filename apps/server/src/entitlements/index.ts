export { abilitiesOf, classesTaught, knownRoles, rolesOf } from './abilities-of';
export { DatabaseViewerSource } from './database-viewer-source';
export { EmergencyRights } from './emergency-rights';
export { EntitlementEntity, type Quota } from './entitlement.entity';
export { Entitlements } from './entitlements';
export { EntitlementsModule } from './entitlements.module';
export { type Grant, nameOfRight } from './grant';
export { RightsCheck } from './rights-check';
