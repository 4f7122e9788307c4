export { PoolEntity } from './pool.entity';
export { type FullPool, Pools } from './pools';
export { PoolsModule } from './pools.module';
export { SavePool } from './save-pool';
export { SaveTemplate } from './save-template';
export { TemplateEntity } from './template.entity';
