export { DecisionEntity } from './decision.entity';
export { PolicyVersionEntity } from './policy-version.entity';
