import { Module } from '@nestjs/common';
import { HypervisorsModule } from '../hypervisors/index';
import { ImagesModule } from '../images/index';
import { LessonsModule } from '../lessons/index';
import { PoolsModule } from '../pools/index';
import { CapacityController } from './capacity.controller';
import { LessonPlan } from './lesson-plan';
import { LessonsOfCampus } from './lessons-of-campus';
import { ReadCapacity } from './read-capacity';

/** The schedule of coming days beside what the hosts have. */
@Module({
  imports: [HypervisorsModule, ImagesModule, LessonsModule, PoolsModule],
  controllers: [CapacityController],
  providers: [ReadCapacity, { provide: LessonPlan, useClass: LessonsOfCampus }],
})
export class CapacityModule {}
