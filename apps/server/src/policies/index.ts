export { DecisionEntity } from './decision.entity';
export { PolicyVersionEntity } from './policy-version.entity';
export { PoliciesModule } from './policies.module';
export { RefreshEntitlements, type RefreshedEntitlements } from './refresh-entitlements';
