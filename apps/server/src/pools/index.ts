export { deletePool } from './delete-pool';
export type { PoolFault, PoolWish } from './pool-faults';
export { partsOf, settingsOf } from './pool-settings';
export { PoolEntity } from './pool.entity';
export { type FullPool, Pools, templateOf } from './pools';
export { PoolsModule } from './pools.module';
export { SavePool } from './save-pool';
export { faultsOfTemplate } from './check-template';
export { SaveTemplate } from './save-template';
export { isSameSpec, type TemplateInUse, type TemplateSpecRow } from './template-spec';
export { TemplateEntity } from './template.entity';
export { TemplateVersionEntity } from './template-version.entity';
export { currentTemplates, Templates } from './templates';
export {
  deleteTemplate,
  deleteVersion,
  insertTemplate,
  insertVersion,
  setCurrentVersion,
  updateTemplate,
  type VersionNote,
} from './write-templates';
