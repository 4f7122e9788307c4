export { afterCommit } from './after-commit';
export { DatabaseModule } from './database.module';
export {
  Flag,
  Id,
  Instant,
  Json,
  LargeText,
  LargeWhole,
  PrimaryColumnWhole,
  PrimaryText,
  Text,
  Whole,
} from './columns';
export { dataSourceOptions, engineOf, openDataSource, schemaDrift } from './data-source';
export { isDuplicateKey } from './duplicate-key';
export { makeSqliteExclusive } from './exclusive-sqlite';
export { readRows } from './read-rows';
export { isTransactionConflict, retryTransaction } from './retry-transaction';
