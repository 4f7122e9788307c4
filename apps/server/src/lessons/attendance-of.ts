import type { Attendance, Attendee, ExportAttendance, ReadinessQuery } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../audit/index';
import { sessionRefOf, SessionTimes, Users } from '../identity/index';
import { MachineRuns } from '../machines/index';
import { Clock, VirlabError, type Viewer } from '../platform/index';
import { ClassOf, type OwnClass } from './class-of';
import { Lessons } from './lessons';
import type { Occurrence } from './occurrences-of';
import { presentOccurrence } from './present-lessons';
import { writeAttendanceCsv } from './write-attendance-csv';

const LOOK_BACK_MS = 120 * 86_400_000;
const MINUTE_MS = 60_000;

/** Who was signed in during a lesson, and for how long their machines of the class were on. */
@Injectable()
export class AttendanceOf {
  constructor(
    private readonly classOf: ClassOf,
    private readonly lessons: Lessons,
    private readonly users: Users,
    private readonly times: SessionTimes,
    private readonly runs: MachineRuns,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** Of the chosen lesson, else of the latest that began. @throws VirlabError `class-not-found`, `lesson-not-found` */
  async read(classId: string, query: ReadinessQuery, viewer: Viewer): Promise<Attendance> {
    const own = await this.classOf.run(classId, viewer);
    const lesson = await this.lessonOf(classId, query);
    return {
      ...(lesson ? { lesson: presentOccurrence(lesson) } : {}),
      mayExport: own.part === 'teacher',
      attendees: lesson ? await this.attendees(own, lesson) : [],
    };
  }

  /**
   * The same as CSV. Who exported it and why is kept in the trail before anything is told.
   *
   * @throws VirlabError `class-not-found`, `not-allowed`, `lesson-not-found`
   */
  async csv(
    classId: string,
    { lesson: id, from, reason }: ExportAttendance,
    viewer: Viewer,
  ): Promise<string> {
    const own = await this.classOf.asTeacher(classId, viewer);
    const lesson = await this.lessonOf(classId, { lesson: id, from });
    if (!lesson) throw new VirlabError('lesson-not-found', { detail: `${id} at ${from}` });
    const attendees = await this.attendees(own, lesson);
    await this.audit.record({
      kind: 'attendance.exported',
      actor: { id: viewer.userId, displayName: viewer.displayName, as: own.part },
      subject: { kind: 'class', id: classId, title: `${own.ofClass.code} ${own.ofClass.title}`.trim() },
      sessionRef: sessionRefOf({ id: viewer.sessionId }),
      facts: { lesson: id, from, reason, people: String(attendees.length) },
    });
    return writeAttendanceCsv(attendees, this.lessons.timeZone);
  }

  private async lessonOf(classId: string, { lesson, from }: ReadinessQuery): Promise<Occurrence | undefined> {
    if (lesson !== undefined && from !== undefined) {
      const found = await this.lessons.occurrence(classId, lesson, new Date(from));
      if (!found) throw new VirlabError('lesson-not-found', { detail: `${lesson} at ${from}` });
      return found;
    }
    const now = this.clock.now();
    const range = { from: new Date(now.getTime() - LOOK_BACK_MS), to: now };
    return (await this.lessons.occurrences(range, [classId])).at(-1);
  }

  private async attendees({ ofClass, learners }: OwnClass, span: Occurrence): Promise<Attendee[]> {
    const seen = await this.times.within(learners, span);
    const sums = await this.runs.sums(span, 'person', [ofClass.id]);
    const minutes = new Map(sums.map(({ ref, milliseconds }) => [ref, Math.floor(milliseconds / MINUTE_MS)]));
    return (await this.users.byIds(learners))
      .map(({ id, displayName }): Attendee => {
        const times = seen.get(id);
        return {
          person: { id, displayName },
          ...(times ? { signedInFrom: times.from.toISOString(), signedInTo: times.to.toISOString() } : {}),
          machineMinutes: minutes.get(id) ?? 0,
        };
      })
      .toSorted((a, b) => a.person.displayName.localeCompare(b.person.displayName));
  }
}
