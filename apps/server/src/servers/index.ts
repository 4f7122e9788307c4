export { databaseNow, isShared } from './database-time';
export { Installation } from './installation';
export { InstallationEntity } from './installation.entity';
export { OnlyOne } from './only-one';
export { ServerIdentity } from './server-identity';
export { ServerNoticeEntity } from './server-notice.entity';
export { ServersModule } from './servers.module';
export { ServerTurnEntity } from './server-turn.entity';
