import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Log, Schedule } from '../platform/index';
import { Entitlements } from '../entitlements/index';
import { ReadClassMachines } from './class-machines';
import { learnersOf } from './class-of';
import { LessonRuns } from './lesson-runs';
import { Lessons } from './lessons';
import type { Occurrence } from './occurrences-of';
import { PrepareClass } from './prepare-class';
import { prestartAt } from './prestart-at';

const LOOK_MS = 30_000;
/** No lesson is begun to be prepared earlier, and none is shut down later. */
const AHEAD_MS = 5 * 3_600_000;
const BEHIND_MS = 13 * 3_600_000;
/** Whoever came late, after the server had been off, is not shut down hours after the lesson. */
const LATEST_SHUT_DOWN_MS = 30 * 60_000;

/** Starts the machines of a lesson in time and shuts them down after it, by itself, once. */
@Injectable()
export class FollowPlan implements OnApplicationBootstrap {
  constructor(
    private readonly lessons: Lessons,
    private readonly runs: LessonRuns,
    private readonly machines: ReadClassMachines,
    private readonly entitlements: Entitlements,
    private readonly prepare: PrepareClass,
    private readonly schedule: Schedule,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_MS, 'lessons: follow the plan', () => this.run());
  }

  /** Does what is due now; what another server has begun is left to it. */
  async run(): Promise<void> {
    const now = this.clock.now();
    const range = { from: new Date(now.getTime() - BEHIND_MS), to: new Date(now.getTime() + AHEAD_MS) };
    const near = await this.lessons.occurrences(range);
    for (const lesson of near) {
      const run = await this.runs.find(lesson);
      if (!run?.preparedAt && now < lesson.to && (await this.isTimeToStart(lesson, now))) {
        await this.do(lesson, 'preparedAt', 'start');
      }
      if (!run?.shutDownAt && isTimeToShutDown(lesson, now, near)) {
        await this.do(lesson, 'shutDownAt', 'shutdown');
      }
    }
  }

  private async isTimeToStart({ classId, readyBy }: Occurrence, now: Date): Promise<boolean> {
    const learners = learnersOf(await this.entitlements.membersOfClass(classId));
    const { usualSeconds, hosts, pools } = await this.machines.run(classId, learners);
    const may = new Set(pools.flatMap(({ hostId, hostIds }) => [hostId, ...(hostIds ?? [])]));
    const usable = hosts.filter(
      ({ id, mode, health }) => may.has(id) && mode === 'active' && health === 'ok',
    );
    return now >= prestartAt(readyBy, { seats: learners.length, hosts: usable.length, usualSeconds });
  }

  private async do(
    lesson: Occurrence,
    deed: 'preparedAt' | 'shutDownAt',
    what: 'start' | 'shutdown',
  ): Promise<void> {
    if (!(await this.runs.claim(lesson, deed))) return;
    const { lessonId, classId } = lesson;
    const job = await this.prepare.byPlan(classId, what);
    this.log.info(
      { lessonId, classId, what, job: job?.id, machines: job?.counts.total ?? 0 },
      'did what the plan of a lesson says',
    );
  }
}

/** Not while the next lesson of the class is on or about to begin. */
function isTimeToShutDown(
  { classId, shutDownAt, lessonId, from }: Occurrence,
  now: Date,
  all: readonly Occurrence[],
): boolean {
  if (!shutDownAt || now < shutDownAt) return false;
  if (now.getTime() - shutDownAt.getTime() > LATEST_SHUT_DOWN_MS) return false;
  return !all.some(
    (other) =>
      other.classId === classId &&
      (other.lessonId !== lessonId || other.from.getTime() !== from.getTime()) &&
      other.readyBy <= now &&
      other.to > now,
  );
}
