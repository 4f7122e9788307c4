export { CapacityModule } from './capacity.module';
export { LessonPlan, type ScheduledLesson } from './lesson-plan';
