export { abilitiesOf, classesTaught, rolesOf } from './abilities-of';
export { EntitlementEntity, type Quota } from './entitlement.entity';
export { Entitlements } from './entitlements';
export { EntitlementsModule } from './entitlements.module';
export { type Grant, nameOfRight } from './grant';
