export { GrantsAdminModule } from './grants-admin.module';
