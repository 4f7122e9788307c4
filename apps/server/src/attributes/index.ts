export { AttributeRulesEntity } from './attribute-rules.entity';
export { AttributesModule } from './attributes.module';
export { IDENTIFIER } from './needed-attributes';
export { type NeededOfProvider, type ReleasedByProvider, ReleasedAttributes } from './released-attributes';
export { type MissingAttribute, SignInRecordEntity } from './sign-in-record.entity';
