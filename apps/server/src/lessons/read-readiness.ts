import type { NotReady, Readiness, ReadinessQuery } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, VirlabError, type Viewer } from '../platform/index';
import { type ClassLearner, type ClassMachines, ReadClassMachines } from './class-machines';
import { ClassOf } from './class-of';
import { countRoom, type Seat } from './count-room';
import { judgeReadiness } from './judge-readiness';
import { LessonRuns } from './lesson-runs';
import { Lessons } from './lessons';
import type { Occurrence } from './occurrences-of';
import { prestartAt } from './prestart-at';
import { presentOccurrence } from './present-lessons';

const LOOK_AHEAD_MS = 60 * 86_400_000;

/** How far a class is for its next lesson, or for a chosen one: who is ready, who is not, why, and whose turn it is. */
@Injectable()
export class ReadReadiness {
  constructor(
    private readonly classOf: ClassOf,
    private readonly lessons: Lessons,
    private readonly runs: LessonRuns,
    private readonly machines: ReadClassMachines,
    private readonly clock: Clock,
  ) {}

  /** @throws VirlabError `class-not-found`, `lesson-not-found` */
  async run(classId: string, query: ReadinessQuery, viewer: Viewer): Promise<Readiness> {
    const { learners } = await this.classOf.run(classId, viewer);
    const now = this.clock.now();
    const lesson = await this.lessonOf(classId, query, now);
    const standing = await this.machines.run(classId, learners);
    const run = lesson ? await this.runs.find(lesson) : null;
    const seats = seatsOf(standing);
    const { usualSeconds, hosts } = standing;
    const room = countRoom(seats, hosts);
    return {
      at: now.toISOString(),
      ...(lesson ? { lesson: presentOccurrence(lesson) } : {}),
      ...judgeAll(standing.learners, now),
      ...(lesson
        ? {
            prestartAt: prestartAt(lesson.readyBy, {
              ...{ seats: learners.length, hosts: room.hosts, usualSeconds },
            }).toISOString(),
          }
        : {}),
      ...(run?.preparedAt ? { begunAt: run.preparedAt.toISOString() } : {}),
      ...(usualSeconds === null ? {} : { usualSeconds }),
      ...(standing.pools.length > 0 ? { room } : {}),
    };
  }

  private async lessonOf(
    classId: string,
    { lesson, from }: ReadinessQuery,
    now: Date,
  ): Promise<Occurrence | undefined> {
    if (lesson === undefined || from === undefined) {
      const to = new Date(now.getTime() + LOOK_AHEAD_MS);
      const [next] = await this.lessons.occurrences({ from: now, to }, [classId]);
      return next;
    }
    const found = await this.lessons.occurrence(classId, lesson, new Date(from));
    if (!found) throw new VirlabError('lesson-not-found', { detail: `${lesson} at ${from}` });
    return found;
  }
}

/** Everybody's verdict with its counts; they add up to all learners. */
function judgeAll(
  learners: readonly ClassLearner[],
  now: Date,
): Pick<Readiness, 'counts' | 'notReady' | 'readySince' | 'expectedReady'> {
  const notReady: NotReady[] = [];
  const readySince: string[] = [];
  for (const learner of learners) {
    const verdict = judgeReadiness(learner, now);
    if ('readySince' in verdict) {
      readySince.push(verdict.readySince);
      continue;
    }
    const { person, machine } = learner;
    notReady.push({
      person,
      ...(machine ? { machineId: machine.id, state: machine.state, since: machine.since.toISOString() } : {}),
      ...verdict.why,
    });
  }
  const count = (group: NotReady['group']) => notReady.filter((one) => one.group === group).length;
  return {
    counts: {
      ...{ all: learners.length, ready: readySince.length, underWay: count('under-way') },
      ...{ off: count('off'), failed: count('failed'), cannot: count('cannot') },
    },
    notReady: notReady.toSorted((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group)),
    readySince: readySince.toSorted(),
    expectedReady: notReady.flatMap(({ expectedAt }) => expectedAt ?? []).toSorted(),
  };
}

/** What needs somebody comes first. */
const ORDER: readonly NotReady['group'][] = ['failed', 'cannot', 'off', 'under-way'];

/** The machines that have no room on a host yet and are to be started. */
function seatsOf({ learners, pools }: ClassMachines): Seat[] {
  const poolOf = new Map(pools.map((pool) => [pool.id, pool]));
  return learners.flatMap(({ row, machine }): Seat[] => {
    const pool = row ? poolOf.get(row.poolId) : undefined;
    if (!row || !machine?.isEntitled || !pool || row.reservedMemoryMiB > 0) return [];
    const { memoryMiB, vcpus } = pool.template;
    // A machine stays where its disk is.
    const hostIds = row.diskSince ? [row.hostId] : [pool.hostId, ...(pool.hostIds ?? [])];
    return [{ memoryMiB, vcpus, hostIds }];
  });
}
