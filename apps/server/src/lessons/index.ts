export { AnnouncedPersonEntity } from './announced-person.entity';
export { AnnouncementEntity } from './announcement.entity';
export { LessonAtHand } from './lesson-at-hand';
export { LessonEntity } from './lesson.entity';
export { LessonRunEntity } from './lesson-run.entity';
export { Lessons, type PlannedLesson } from './lessons';
export { LessonsModule } from './lessons.module';
export { type NamedLesson, SaveLessons } from './save-lessons';
