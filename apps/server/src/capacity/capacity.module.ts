import { Module } from '@nestjs/common';
import { HypervisorsModule } from '../hypervisors/index';
import { PoolsModule } from '../pools/index';
import { CapacityController } from './capacity.controller';
import { LessonPlan } from './lesson-plan';
import { NoLessons } from './no-lessons';
import { ReadCapacity } from './read-capacity';

/** The schedule of coming days beside what the hosts have. */
@Module({
  imports: [HypervisorsModule, PoolsModule],
  controllers: [CapacityController],
  providers: [ReadCapacity, { provide: LessonPlan, useClass: NoLessons }],
})
export class CapacityModule {}
