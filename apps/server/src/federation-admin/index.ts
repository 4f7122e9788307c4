export { FederationAdminModule } from './federation-admin.module';
