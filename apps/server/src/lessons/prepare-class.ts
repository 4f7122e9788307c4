import type { Job } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../audit/index';
import { Classes } from '../classes/index';
import { Entitlements } from '../entitlements/index';
import { sessionRefOf } from '../identity/index';
import { AskMany, plannerOf } from '../jobs/index';
import { LessonStops, MachineStandings } from '../machines/index';
import { Clock, type Viewer } from '../platform/index';
import { ClassOf, learnersOf } from './class-of';

/** Starts what is not ready of a class, and shuts down what is on when its lesson is over; each as a job. */
@Injectable()
export class PrepareClass {
  constructor(
    private readonly classOf: ClassOf,
    private readonly classes: Classes,
    private readonly entitlements: Entitlements,
    private readonly standings: MachineStandings,
    private readonly ask: AskMany,
    private readonly stops: LessonStops,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /**
   * For somebody who teaches or assists the class.
   *
   * @throws VirlabError `class-not-found`; `bad-request` when nobody is in the class
   */
  async run(classId: string, viewer: Viewer): Promise<Job> {
    const { part } = await this.classOf.run(classId, viewer);
    const job = await this.ask.run(viewer, { action: 'prepare', classId });
    await this.record(classId, job, 'start', { viewer, part });
    return job;
  }

  /**
   * By the plan: whoever may use a machine gets it started, and each right is checked as for everybody. What more time was given
   * to is shut down when that is over, and announced for then.
   *
   * @returns the job; null when there is nothing to do
   */
  async byPlan(classId: string, what: 'start' | 'shutdown'): Promise<Job | null> {
    const learners = new Set(learnersOf(await this.entitlements.membersOfClass(classId)));
    const now = this.clock.now();
    const running = (await this.standings.ofClass(classId)).filter(
      ({ ownerId, state }) => ownerId !== null && learners.has(ownerId) && state === 'running',
    );
    const isHeld = ({ pushedUntil }: (typeof running)[number]) => pushedUntil !== null && pushedUntil > now;
    const machines = running.filter((machine) => !isHeld(machine));
    if (what === 'start') await this.stops.withdraw(running.map(({ id }) => id));
    else await this.stops.announce(running.filter(isHeld).map(({ id }) => id));
    if ((what === 'start' ? learners.size : machines.length) === 0) return null;
    const whom = what === 'start' ? {} : { machineIds: machines.map(({ id }) => id) };
    const action = what === 'start' ? 'prepare' : 'shutdown';
    const job = await this.ask.runNow(plannerOf(classId), { action, classId, ...whom });
    await this.record(classId, job, what);
    return job;
  }

  private async record(
    classId: string,
    { id: job, counts }: Job,
    what: 'start' | 'shutdown',
    by?: { viewer: Viewer; part: string },
  ): Promise<void> {
    const { code, title } = await this.classes.get(classId);
    await this.audit.record({
      kind: 'lesson.prepared',
      actor: by
        ? { id: by.viewer.userId, displayName: by.viewer.displayName, as: by.part }
        : { displayName: 'Virlab', as: 'system' },
      subject: { kind: 'class', id: classId, title: `${code} ${title}`.trim() },
      ...(by ? { sessionRef: sessionRefOf({ id: by.viewer.sessionId }) } : {}),
      facts: { what, job, ordered: String(counts.total) },
    });
  }
}
