export { HostsAdminModule } from './hosts-admin.module';
