import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { ClassesModule } from '../classes/index';
import { HypervisorsModule } from '../hypervisors/index';
import { IdentityModule } from '../identity/index';
import { JobsModule } from '../jobs/index';
import { MachinesModule } from '../machines/index';
import { PoolsModule } from '../pools/index';
import { Announcements } from './announcements';
import { AnnouncementsController } from './announcements.controller';
import { AttendanceController } from './attendance.controller';
import { AttendanceOf } from './attendance-of';
import { ClassOf } from './class-of';
import { FollowPlan } from './follow-plan';
import { LessonAtHand } from './lesson-at-hand';
import { LessonRuns } from './lesson-runs';
import { Lessons } from './lessons';
import { LessonsController } from './lessons.controller';
import { PlanLesson } from './plan-lesson';
import { PrepareClass } from './prepare-class';
import { PresentLessons } from './present-lessons';
import { ReadClassMachines } from './class-machines';
import { ReadReadiness } from './read-readiness';
import { SaveLessons } from './save-lessons';

/** The lessons of classes: when they are, who is ready for them, who was there, and what was announced. */
@Module({
  imports: [
    ...[AuditModule, ClassesModule, HypervisorsModule, IdentityModule],
    ...[JobsModule, MachinesModule, PoolsModule],
  ],
  controllers: [AnnouncementsController, AttendanceController, LessonsController],
  providers: [
    ...[Announcements, AttendanceOf, ClassOf, FollowPlan, LessonAtHand, LessonRuns, Lessons, PlanLesson],
    ...[PrepareClass, PresentLessons, ReadClassMachines, ReadReadiness, SaveLessons],
  ],
  exports: [LessonAtHand, Lessons, SaveLessons],
})
export class LessonsModule {}
