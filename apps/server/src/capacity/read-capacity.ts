import type { Capacity, PlannedLesson } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import path from 'node:path';
import { Settings } from '../config/index';
import { capacityOf, HostKeeper, Hosts } from '../hypervisors/index';
import { ImageRepository } from '../images/index';
import { Clock } from '../platform/index';
import { type FullPool, partsOf, Pools, templateOf } from '../pools/index';
import { campusDays } from './campus-days';
import { diskNeed, diskOf, roomForDisks, withDisks } from './disk-series';
import { LessonPlan, type ScheduledLesson } from './lesson-plan';
import { type HostRoom, planCapacity } from './plan-capacity';

/** Holds what the lessons of coming days need beside what the hosts have. Changes nothing. */
@Injectable()
export class ReadCapacity {
  constructor(
    private readonly lessons: LessonPlan,
    private readonly hosts: Hosts,
    private readonly keeper: HostKeeper,
    private readonly pools: Pools,
    private readonly images: ImageRepository,
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
    const { steps, findings } = planCapacity(lessons, rooms, days, now);
    const diskRoom = roomForDisks(
      hosts
        .filter(({ mode }) => mode === 'active')
        .map(({ id, uri, imagesDirectory }) => ({ uri, imagesDirectory, disk: this.keeper.facts(id)?.disk })),
    );
    return {
      ...{ now: now.toISOString(), from: from.toISOString(), to: to.toISOString(), timeZone, lessons },
      days: days.map((day) => ({ date: day.date, from: day.from.toISOString(), to: day.to.toISOString() })),
      ...{ steps: withDisks(steps, lessons, diskRoom), findings },
      hosts: {
        unknown: hosts.filter((host) => capacityOf(host) === null).map(({ id }) => id),
        away: rooms.filter(({ isAway }) => isAway).map(({ isAway: _, ...room }) => room),
      },
    };
  }

  private async needsOf(scheduled: readonly ScheduledLesson[]): Promise<PlannedLesson[]> {
    const ids = scheduled.flatMap(({ pools }) => pools.map(({ poolId }) => poolId));
    const [pools, sizes] = await Promise.all([this.pools.withTemplate(ids), this.sizesOfImages()]);
    return scheduled.map(({ pools: wanted, ...lesson }) => {
      const needs = wanted.flatMap(({ poolId, seats }) => {
        const pool = pools.get(poolId);
        return pool ? [needOf(pool, seats, sizes)] : [];
      });
      const all = (field: 'machines' | 'memoryMiB' | 'vcpus') =>
        needs.reduce((sum, need) => sum + need[field], 0);
      return {
        ...{ id: lesson.id, classId: lesson.classId, code: lesson.code, title: lesson.title },
        ...{ from: lesson.from.toISOString(), to: lesson.to.toISOString() },
        ...{ machines: all('machines'), memoryMiB: all('memoryMiB'), vcpus: all('vcpus') },
        ...diskNeed(needs.map(({ diskMiB }) => diskMiB)),
      };
    });
  }

  /** Bytes of the disk in each image that passed its checks, by its path. */
  private async sizesOfImages(): Promise<ReadonlyMap<string, number>> {
    const images = await this.images.inState('ready');
    return new Map(
      images.flatMap(({ folder, name, virtualBytes }) =>
        virtualBytes === null ? [] : [[path.join(folder, name), virtualBytes]],
      ),
    );
  }
}

/** A machine for each seat; in a lab one of each part. */
function needOf(pool: FullPool, seats: number, sizes: ReadonlyMap<string, number>) {
  const made = partsOf(pool).map(({ name }) => templateOf(pool, name));
  const all = (field: 'memoryMiB' | 'vcpus') =>
    seats * made.reduce((sum, template) => sum + template[field], 0);
  const disks = diskNeed(made.map(({ diskGiB, imagePath }) => diskOf(diskGiB, sizes.get(imagePath))));
  return {
    ...{ machines: seats * made.length, memoryMiB: all('memoryMiB'), vcpus: all('vcpus') },
    diskMiB: disks.diskMiB === undefined ? undefined : seats * disks.diskMiB,
  };
}
