export { AccountEntity } from './account.entity';
export { AttributeSnapshotEntity, type DroppedValue } from './attribute-snapshot.entity';
export { SessionEntity } from './session.entity';
export { UserEntity } from './user.entity';
