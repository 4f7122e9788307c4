import type { Capacity, CapacitySeries, CapacityStep } from '@virlab/contracts';

const MIB_PER_GIB = 1024;
const HOUR_MS = 3_600_000;

/** The frame of the chart, in its own units. */
export const FRAME = {
  width: 1120,
  height: 300,
  left: 52,
  right: 1104,
  top: 40,
  bottom: 266,
  gap: 18,
} as const;

/** What of a capacity is drawn, in the unit that is written: GiB, or processors; 0 where nobody told. */
export function amountOf(amount: CapacityStep['need'], resource: CapacitySeries): number {
  if (resource === 'cpu') return amount.vcpus;
  return ((resource === 'memory' ? amount.memoryMiB : amount.diskMiB) ?? 0) / MIB_PER_GIB;
}

/** Whether anybody told how much of it there is. */
export function isTold(have: CapacityStep['have'], resource: CapacitySeries): boolean {
  return resource !== 'disk' || have.diskMiB !== undefined;
}

export interface ChartDay {
  date: string;
  from: string;
  x: number;
  width: number;
  hours: { hour: number; x: number }[];
}

export interface ChartBlock {
  lessonId: string;
  /** Which of the three quiet colours; neighbours of one class have the same. */
  colour: 0 | 1 | 2;
  path: string;
  /** Where its code fits; absent where it does not. */
  label?: { x: number; y: number };
}

export interface Chart {
  days: ChartDay[];
  ticks: { value: number; y: number }[];
  blocks: ChartBlock[];
  /** What the hosts have, one line a day. */
  capacity: string[];
  shortfalls: { x: number; y: number; width: number; height: number }[];
  nowX?: number;
  xOf: (at: string) => number | null;
  yOf: (value: number) => number;
}

interface Piece {
  from: number;
  to: number;
  low: number;
  high: number;
}

const USUAL_HOURS = { from: 8, to: 20 } as const;
const LABEL_HEIGHT = 15;
const LETTER_WIDTH = 7.4;

/** Where everything of the chart stands: days side by side, lessons upon each other, the longest below. Pure. */
export function chartOf(capacity: Capacity, resource: CapacitySeries): Chart {
  const { days, steps, lessons } = capacity;
  const hours = hoursShown(capacity);
  const width = (FRAME.right - FRAME.left - FRAME.gap * (days.length - 1)) / Math.max(1, days.length);
  const starts = days.map(({ from }) => Date.parse(from));
  const ends = days.map(({ to }) => Date.parse(to));
  const left = (day: number) => FRAME.left + day * (width + FRAME.gap);
  const place = (day: number, at: number) => {
    const hour = (at - (starts[day] ?? 0)) / HOUR_MS;
    const share = (hour - hours.from) / (hours.to - hours.from);
    return left(day) + width * Math.min(1, Math.max(0, share));
  };
  const most = Math.max(
    1,
    ...steps.flatMap(({ need, have }) => [amountOf(need, resource), amountOf(have, resource)]),
  );
  const tick = niceTick(most, resource);
  const top = Math.ceil(most / tick) * tick;
  const yOf = (value: number) => FRAME.bottom - ((FRAME.bottom - FRAME.top - 8) * value) / top;
  const chart: Chart = {
    days: days.map(({ date, from }, day) => ({
      ...{ date, from, x: left(day), width },
      hours: hourMarks(hours, days.length).map((hour) => ({
        hour,
        x: left(day) + (width * (hour - hours.from)) / (hours.to - hours.from),
      })),
    })),
    ticks: Array.from({ length: Math.round(top / tick) + 1 }, (_, index) => ({
      value: index * tick,
      y: yOf(index * tick),
    })),
    ...{ blocks: [], capacity: [], shortfalls: [], yOf },
    xOf: (at) => {
      const moment = Date.parse(at);
      const day = starts.findIndex((start, index) => moment >= start && moment < (ends[index] ?? 0));
      return day < 0 ? null : place(day, moment);
    },
  };
  const order = new Map(
    lessons
      .toSorted(
        (a, b) => lengthOf(b) - lengthOf(a) || a.from.localeCompare(b.from) || a.id.localeCompare(b.id),
      )
      .map(({ id }, index) => [id, index]),
  );
  const classes = [...new Set(lessons.map(({ classId }) => classId))];
  const byId = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  for (const [day] of days.entries()) {
    const pieces = new Map<string, Piece[]>();
    const line: string[] = [];
    for (const step of steps) {
      const from = Math.max(Date.parse(step.from), starts[day] ?? 0);
      const to = Math.min(Date.parse(step.to), ends[day] ?? 0);
      const [x1, x2] = [place(day, from), place(day, to)];
      if (to <= from || x2 <= x1) continue;
      const have = yOf(amountOf(step.have, resource));
      if (isTold(step.have, resource))
        line.push(`${line.length === 0 ? 'M' : 'L'}${round(x1)} ${round(have)}L${round(x2)} ${round(have)}`);
      let low = 0;
      for (const id of step.lessonIds.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))) {
        const lesson = byId.get(id);
        const high = low + (lesson ? amountOf(lesson, resource) : 0);
        if (high > low) pieces.set(id, [...(pieces.get(id) ?? []), { from: x1, to: x2, low, high }]);
        low = high;
      }
      const short = amountOf(step.short, resource);
      if (short > 0) {
        const y = yOf(amountOf(step.need, resource));
        chart.shortfalls.push({ x: x1, y, width: x2 - x1, height: have - y });
      }
    }
    chart.capacity.push(line.join(''));
    for (const [lessonId, parts] of pieces) {
      const lesson = byId.get(lessonId);
      const colour = (classes.indexOf(lesson?.classId ?? '') % 3) as ChartBlock['colour'];
      const label = labelOf(parts, lesson?.code ?? '', yOf);
      chart.blocks.push({ lessonId, colour, path: outline(parts, yOf), ...(label ? { label } : {}) });
    }
  }
  const nowX = chart.xOf(capacity.now);
  const isNowShown = nowX !== null && nowX > FRAME.left && nowX < left(0) + width;
  return isNowShown ? { ...chart, nowX } : chart;
}

/** From 08 to 20, and further where a lesson reaches. */
function hoursShown({ days, lessons }: Capacity): { from: number; to: number } {
  let { from, to }: { from: number; to: number } = USUAL_HOURS;
  for (const day of days) {
    const start = Date.parse(day.from);
    for (const lesson of lessons) {
      const begins = Math.max(0, (Date.parse(lesson.from) - start) / HOUR_MS);
      const ends = Math.min(24, (Date.parse(lesson.to) - start) / HOUR_MS);
      if (ends <= 0 || begins >= 24) continue;
      from = Math.min(from, Math.floor(begins));
      to = Math.max(to, Math.ceil(ends));
    }
  }
  return { from, to };
}

function hourMarks({ from, to }: { from: number; to: number }, days: number): number[] {
  const step = days > 4 ? 6 : 4;
  const marks: number[] = [];
  for (let hour = from; hour <= to; hour += step) marks.push(hour);
  return marks;
}

function niceTick(most: number, resource: CapacitySeries): number {
  const nice = resource === 'cpu' ? [1, 2, 5, 10, 20, 50] : [1, 2, 4, 8, 16, 32, 64];
  let factor = 1;
  for (;;) {
    const found = nice.find((tick) => most / (tick * factor) <= 5);
    if (found !== undefined) return found * factor;
    factor *= resource === 'cpu' ? 10 : 2;
  }
}

function outline(parts: readonly Piece[], yOf: (value: number) => number): string {
  const above = parts.flatMap(({ from, to, high }) => [
    `${round(from)} ${round(yOf(high))}`,
    `${round(to)} ${round(yOf(high))}`,
  ]);
  const below = parts
    .toReversed()
    .flatMap(({ from, to, low }) => [`${round(to)} ${round(yOf(low))}`, `${round(from)} ${round(yOf(low))}`]);
  return `M${[...above, ...below].join('L')}Z`;
}

/** The middle of the widest span in which a rectangle is free for the code. */
function labelOf(
  parts: readonly Piece[],
  code: string,
  yOf: (value: number) => number,
): { x: number; y: number } | null {
  const wanted = code.length * LETTER_WIDTH + 6;
  let best: { x: number; y: number; width: number } | null = null;
  for (let first = 0; first < parts.length; first++) {
    let low = 0;
    let high = Infinity;
    for (const part of parts.slice(first)) {
      low = Math.max(low, part.low);
      high = Math.min(high, part.high);
      const height = yOf(low) - yOf(high);
      const from = parts[first]?.from ?? 0;
      const width = part.to - from;
      if (height < LABEL_HEIGHT) break;
      if (width >= wanted && width > (best?.width ?? 0)) {
        best = { x: round(from + width / 2), y: round((yOf(low) + yOf(high)) / 2 + 4), width };
      }
    }
  }
  return best && { x: best.x, y: best.y };
}

function lengthOf({ from, to }: { from: string; to: string }): number {
  return Date.parse(to) - Date.parse(from);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
