import type { LessonOccurrence } from '@virlab/contracts';
import { createContext, useContext } from 'react';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { endOfMachine } from './end-of-machine';
import type { SeenMember } from './member-state';

/** The lesson of the class that is on or next; it may end machines. */
export const LessonContext = createContext<LessonOccurrence | undefined>(undefined);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface TimeLeft {
  /** `1 h 42 min`. */
  duration: string;
  /** `1:42`, for where there is little room; undefined for more than a day. */
  short: string | undefined;
  /** Why it ends: `the lesson is over`. */
  why: string;
  /** Both in one: `12:10, the lesson is over`. */
  until: string;
}

/** How long somebody’s machine is still to be had, and why no longer; undefined when nothing ends it. */
export function useTimeLeft({ member: { machine } }: SeenMember): TimeLeft | undefined {
  const { ends } = useTexts().staff.class;
  const format = useFormat();
  const now = useNow(30_000);
  const lesson = useContext(LessonContext);
  const end = machine && endOfMachine(machine, lesson);
  if (!end || end.at <= now) return undefined;
  const left = end.at - now;
  const minutes = Math.floor((left % HOUR_MS) / MINUTE_MS);
  const why = ends.because[end.because];
  const moment = left < DAY_MS ? format.time(end.at) : format.day(end.at, now);
  return {
    ...{ duration: format.duration(left), why, until: ends.until(moment, why) },
    short: left < DAY_MS ? `${Math.floor(left / HOUR_MS)}:${String(minutes).padStart(2, '0')}` : undefined,
  };
}
