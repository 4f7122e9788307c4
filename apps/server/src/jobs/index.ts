export { JobItemEntity } from './job-item.entity';
export { JobEntity } from './job.entity';
export { JobsModule } from './jobs.module';
