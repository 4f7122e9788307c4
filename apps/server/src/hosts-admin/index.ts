export { PlannedDrainEntity } from './planned-drain.entity';
export { HostsAdminModule } from './hosts-admin.module';
