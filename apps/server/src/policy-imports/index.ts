export { PolicyImportsModule } from './policy-imports.module';
