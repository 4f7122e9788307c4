export { EntitlementEntity, type Quota } from './entitlement.entity';
