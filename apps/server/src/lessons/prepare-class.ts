import type { MachineAction, Prepared } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../audit/index';
import { type ClassEntity, Classes } from '../classes/index';
import { Entitlements } from '../entitlements/index';
import { sessionRefOf } from '../identity/index';
import { ActOnMachine, AllotMachines } from '../machines/index';
import { VirlabError, type Viewer } from '../platform/index';
import { type ClassLearner, ReadClassMachines } from './class-machines';
import { ClassOf, learnersOf } from './class-of';

/** What brings a machine to run, by the state it is in; what is not here is on the way or cannot be helped. */
const TO_READY: Partial<Record<string, MachineAction>> = {
  stopped: 'start',
  failed: 'start',
  paused: 'resume',
};

/** Starts what is not ready of a class, and shuts down what is on when its lesson is over. */
@Injectable()
export class PrepareClass {
  constructor(
    private readonly classOf: ClassOf,
    private readonly classes: Classes,
    private readonly entitlements: Entitlements,
    private readonly machines: ReadClassMachines,
    private readonly allot: AllotMachines,
    private readonly act: ActOnMachine,
    private readonly audit: AuditRecorder,
  ) {}

  /** For somebody who teaches or assists the class. @throws VirlabError `class-not-found` */
  async run(classId: string, viewer: Viewer): Promise<Prepared> {
    const { ofClass, learners, part } = await this.classOf.run(classId, viewer);
    return this.order(ofClass, learners, viewer, { as: part, what: 'start' });
  }

  /** By the plan: whoever may use a machine gets it started, and each right is checked as for everybody. */
  async byPlan(classId: string, what: 'start' | 'shutdown'): Promise<Prepared> {
    const ofClass = await this.classes.get(classId);
    const learners = learnersOf(await this.entitlements.membersOfClass(classId));
    return this.order(ofClass, learners, planner(classId), { as: 'system', what });
  }

  private async order(
    ofClass: ClassEntity,
    learnerIds: readonly string[],
    viewer: Viewer,
    { as, what }: { as: string; what: 'start' | 'shutdown' },
  ): Promise<Prepared> {
    let { learners } = await this.machines.run(ofClass.id, learnerIds);
    const without = learners.filter(({ row }) => !row);
    if (what === 'start' && without.length > 0) {
      // Who never came since their rights were given has no machine yet.
      for (const { person } of without) await this.allot.run(person.id);
      ({ learners } = await this.machines.run(ofClass.id, learnerIds));
    }
    const prepared: Prepared = { ordered: 0, refused: 0, without: 0 };
    for (const learner of learners) {
      const action = actionFor(learner, what);
      if (learner.machine === null) prepared.without += 1;
      if (!learner.machine || !action) continue;
      if (await this.orderOne(viewer, learner.machine.id, action)) prepared.ordered += 1;
      else prepared.refused += 1;
    }
    const { id, code, title } = ofClass;
    await this.audit.record({
      kind: 'lesson.prepared',
      actor: { ...(as === 'system' ? {} : { id: viewer.userId }), displayName: viewer.displayName, as },
      subject: { kind: 'class', id, title: `${code} ${title}`.trim() },
      ...(as === 'system' ? {} : { sessionRef: sessionRefOf({ id: viewer.sessionId }) }),
      facts: { what, ordered: String(prepared.ordered), refused: String(prepared.refused) },
    });
    return prepared;
  }

  private async orderOne(viewer: Viewer, machineId: string, action: MachineAction): Promise<boolean> {
    try {
      await this.act.run(viewer, machineId, action);
      return true;
    } catch (error) {
      if (error instanceof VirlabError) return false;
      throw error;
    }
  }
}

function actionFor({ machine }: ClassLearner, what: 'start' | 'shutdown'): MachineAction | undefined {
  if (!machine) return undefined;
  if (what === 'start') return machine.isEntitled ? TO_READY[machine.state] : undefined;
  return machine.state === 'running' ? 'shutdown' : undefined;
}

/** Virlab itself, with no more rights than it needs for one class. */
function planner(classId: string): Viewer {
  return {
    ...{ userId: 'virlab', displayName: 'Virlab', sessionId: 'plan' },
    ...{ roles: [], abilities: [], teaches: [classId] },
  };
}
