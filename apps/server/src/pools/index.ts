export { PoolEntity } from './pool.entity';
export { TemplateEntity } from './template.entity';
