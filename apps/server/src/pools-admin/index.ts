export { PoolsAdminModule } from './pools-admin.module';
