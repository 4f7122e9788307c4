import type { Capacity, PlannedLesson } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/index';
import { capacityOf, Hosts } from '../hypervisors/index';
import { Clock } from '../platform/index';
import { type FullPool, partsOf, Pools, templateOf } from '../pools/index';
import { campusDays } from './campus-days';
import { LessonPlan, type ScheduledLesson } from './lesson-plan';
import { type HostRoom, planCapacity } from './plan-capacity';

/** Holds what the lessons of coming days need beside what the hosts have. Changes nothing. */
@Injectable()
export class ReadCapacity {
  constructor(
    private readonly lessons: LessonPlan,
    private readonly hosts: Hosts,
    private readonly pools: Pools,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** @param count - how many days of the campus, from today */
  async run(count: number): Promise<Capacity> {
    const now = this.clock.now();
    const timeZone = this.settings.campusTimeZone;
    const days = campusDays(now, count, timeZone);
    const from = days[0]?.from ?? now;
    const to = days.at(-1)?.to ?? now;
    const scheduled = await this.lessons.between(from, to);
    const lessons = await this.needsOf(scheduled);
    const hosts = await this.hosts.all();
    const rooms = hosts.flatMap((host): HostRoom[] => {
      const capacity = capacityOf(host);
      return capacity
        ? [{ id: host.id, title: host.title, ...capacity, isAway: host.mode !== 'active' }]
        : [];
    });
    return {
      ...{ now: now.toISOString(), from: from.toISOString(), to: to.toISOString(), timeZone, lessons },
      days: days.map((day) => ({ date: day.date, from: day.from.toISOString(), to: day.to.toISOString() })),
      ...planCapacity(lessons, rooms, days, now),
      hosts: {
        unknown: hosts.filter((host) => capacityOf(host) === null).map(({ id }) => id),
        away: rooms.filter(({ isAway }) => isAway).map(({ isAway: _, ...room }) => room),
      },
    };
  }

  private async needsOf(scheduled: readonly ScheduledLesson[]): Promise<PlannedLesson[]> {
    const ids = scheduled.flatMap(({ pools }) => pools.map(({ poolId }) => poolId));
    const pools = await this.pools.withTemplate(ids);
    return scheduled.map(({ pools: wanted, ...lesson }) => {
      const needs = wanted.flatMap(({ poolId, seats }) => {
        const pool = pools.get(poolId);
        return pool ? [needOf(pool, seats)] : [];
      });
      const all = (field: 'machines' | 'memoryMiB' | 'vcpus') =>
        needs.reduce((sum, need) => sum + need[field], 0);
      return {
        ...{ id: lesson.id, classId: lesson.classId, code: lesson.code, title: lesson.title },
        ...{ from: lesson.from.toISOString(), to: lesson.to.toISOString() },
        ...{ machines: all('machines'), memoryMiB: all('memoryMiB'), vcpus: all('vcpus') },
      };
    });
  }
}

/** A machine for each seat; in a lab one of each part. */
function needOf(pool: FullPool, seats: number) {
  const made = partsOf(pool).map(({ name }) => templateOf(pool, name));
  const all = (field: 'memoryMiB' | 'vcpus') =>
    seats * made.reduce((sum, template) => sum + template[field], 0);
  return { machines: seats * made.length, memoryMiB: all('memoryMiB'), vcpus: all('vcpus') };
}
