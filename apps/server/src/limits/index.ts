export { LimitGuard } from './limit.guard';
export { LimitsModule } from './limits.module';
