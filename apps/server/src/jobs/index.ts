export { AskMany } from './ask-many';
export { JobItemEntity } from './job-item.entity';
export { JobEntity } from './job.entity';
export { JobsModule } from './jobs.module';
export { plannerOf } from './planner';
