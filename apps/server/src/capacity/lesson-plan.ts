/** A lesson as the schedule has it: which pools it uses, and how many people need a machine of each. */
export interface ScheduledLesson {
  id: string;
  classId: string;
  code: string;
  title: string;
  from: Date;
  to: Date;
  pools: readonly { poolId: string; seats: number }[];
}

/** Who knows the lessons of coming days. */
export abstract class LessonPlan {
  /** Those that take place at some moment of the range. */
  abstract between(from: Date, to: Date): Promise<ScheduledLesson[]>;
}
