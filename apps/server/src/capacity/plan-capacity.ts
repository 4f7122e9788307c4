import type { CapacityFinding, CapacityResource, CapacityStep, PlannedLesson } from '@virlab/contracts';

/** Memory in MiB, and virtual processors. */
export interface Amount {
  memoryMiB: number;
  vcpus: number;
}

/** What one host gives to machines, and whether it does so now. */
export interface HostRoom extends Amount {
  id: string;
  title: string;
  isAway: boolean;
}

export interface CapacityPlan {
  steps: CapacityStep[];
  findings: CapacityFinding[];
}

const FIELD = { memory: 'memoryMiB', cpu: 'vcpus' } as const satisfies Record<CapacityResource, keyof Amount>;
/** Hosts come in such sizes. */
const ADD_IN = { memory: 16 * 1024, cpu: 8 } as const satisfies Record<CapacityResource, number>;

/**
 * What the lessons of some days need at each moment beside what the hosts have, where that falls short, and what would
 * mend it. Pure. Lessons may overlap, begin before and end after the days.
 *
 * @param days - beginnings and ends of the days looked at, in order, without a gap
 */
export function planCapacity(
  lessons: readonly PlannedLesson[],
  hosts: readonly HostRoom[],
  days: readonly { from: Date; to: Date }[],
  now: Date,
): CapacityPlan {
  const have = sum(hosts.filter(({ isAway }) => !isAway));
  const spans = lessons.map((lesson) => ({
    lesson,
    from: Date.parse(lesson.from),
    to: Date.parse(lesson.to),
  }));
  const from = days[0]?.from.getTime() ?? 0;
  const to = days.at(-1)?.to.getTime() ?? from;
  const inside = spans.filter((span) => span.from < to && span.to > from && span.from < span.to);
  const turns = [...new Set([from, to, ...inside.flatMap((span) => [span.from, span.to])])]
    .filter((at) => at >= from && at <= to)
    .toSorted((a, b) => a - b);
  const steps = turns.slice(0, -1).map((at, index): CapacityStep => {
    const running = inside.filter((span) => span.from <= at && span.to > at).map(({ lesson }) => lesson);
    const need = sum(running);
    return {
      from: new Date(at).toISOString(),
      to: new Date(turns[index + 1] ?? to).toISOString(),
      lessonIds: running.map(({ id }) => id),
      need,
      have,
      short: {
        memoryMiB: Math.max(0, need.memoryMiB - have.memoryMiB),
        vcpus: Math.max(0, need.vcpus - have.vcpus),
      },
    };
  });
  const findings = (['memory', 'cpu'] as const).flatMap((resource) =>
    shortages(steps, resource)
      .filter((run) => Date.parse(run.at(-1)?.to ?? '') > now.getTime())
      .map((run) => findingOf(run, resource, { lessons, hosts, days, steps, now })),
  );
  return { steps, findings: findings.toSorted((a, b) => a.from.localeCompare(b.from)) };
}

/** Steps that fall short, as runs without a gap. */
function shortages(steps: readonly CapacityStep[], resource: CapacityResource): CapacityStep[][] {
  const runs: CapacityStep[][] = [];
  let wasShort = false;
  for (const step of steps) {
    const isShort = step.short[FIELD[resource]] > 0;
    if (isShort && wasShort) runs.at(-1)?.push(step);
    else if (isShort) runs.push([step]);
    wasShort = isShort;
  }
  return runs;
}

interface World {
  lessons: readonly PlannedLesson[];
  hosts: readonly HostRoom[];
  days: readonly { from: Date; to: Date }[];
  steps: readonly CapacityStep[];
  now: Date;
}

function findingOf(run: readonly CapacityStep[], resource: CapacityResource, world: World): CapacityFinding {
  const field = FIELD[resource];
  const worst = run.reduce((a, b) => (b.short[field] > a.short[field] ? b : a));
  const short = worst.short[field];
  const move = movable(run, worst, field, world);
  return {
    resource,
    from: run[0]?.from ?? worst.from,
    to: run.at(-1)?.to ?? worst.to,
    short,
    lessonIds: worst.lessonIds,
    add: Math.ceil(short / ADD_IN[resource]) * ADD_IN[resource],
    ...(move ? { move } : {}),
    putBack: enoughOf(world.hosts, field, short),
  };
}

/** The smallest lesson without which the whole run fits, and the first day at the same hour where it fits as well. */
function movable(
  run: readonly CapacityStep[],
  worst: CapacityStep,
  field: keyof Amount,
  { lessons, days, steps, now }: World,
): CapacityFinding['move'] {
  const candidates = lessons
    .filter((lesson) => worst.lessonIds.includes(lesson.id) && Date.parse(lesson.from) > now.getTime())
    .filter((lesson) =>
      run.every((step) => step.short[field] <= (step.lessonIds.includes(lesson.id) ? lesson[field] : 0)),
    )
    .toSorted((a, b) => a[field] - b[field]);
  for (const lesson of candidates) {
    const from = Date.parse(lesson.from);
    const length = Date.parse(lesson.to) - from;
    const own = days.find((day) => day.from.getTime() <= from && from < day.to.getTime());
    if (!own) continue;
    for (const day of days.filter((other) => other !== own)) {
      const to = day.from.getTime() + (from - own.from.getTime());
      if (to <= now.getTime() || to + length > day.to.getTime()) continue;
      if (fits(lesson, to, to + length, steps))
        return { lessonId: lesson.id, to: new Date(to).toISOString() };
    }
  }
  return undefined;
}

function fits(lesson: PlannedLesson, from: number, to: number, steps: readonly CapacityStep[]): boolean {
  return steps
    .filter((step) => Date.parse(step.from) < to && Date.parse(step.to) > from)
    .every(({ need, have, lessonIds }) => {
      const own = lessonIds.includes(lesson.id) ? 0 : 1;
      return (
        need.memoryMiB + own * lesson.memoryMiB <= have.memoryMiB &&
        need.vcpus + own * lesson.vcpus <= have.vcpus
      );
    });
}

/** Hosts that are away and would make up for it together, the largest first; none when all would not. */
function enoughOf(
  hosts: readonly HostRoom[],
  field: keyof Amount,
  short: number,
): { id: string; title: string }[] {
  const chosen: HostRoom[] = [];
  for (const host of hosts.filter(({ isAway }) => isAway).toSorted((a, b) => b[field] - a[field])) {
    chosen.push(host);
    if (sum(chosen)[field] >= short) return chosen.map(({ id, title }) => ({ id, title }));
  }
  return [];
}

function sum(amounts: readonly Amount[]): Amount {
  return {
    memoryMiB: amounts.reduce((all, { memoryMiB }) => all + memoryMiB, 0),
    vcpus: amounts.reduce((all, { vcpus }) => all + vcpus, 0),
  };
}
