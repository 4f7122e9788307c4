/** Languages of the product; the keys are also what the browser keeps. */
export type Language = 'en' | 'pt';

/** BCP 47 tags: British forms for English (24 hours, day before month), European Portuguese. */
export const LOCALES: Record<Language, string> = { en: 'en-GB', pt: 'pt-PT' };

type Moment = Date | string | number;

/** How times, durations and figures are written in one language and one campus. */
export interface Format {
  /** `10:31`; with the zone's name when the reader's clock is elsewhere. */
  time(moment: Moment): string;
  /** `10:31:07`. */
  timeExact(moment: Moment): string;
  /** `18 December 2026`. */
  date(moment: Moment): string;
  /** `18 December`, in the year of `now`; else with the year. */
  day(moment: Moment, now: Moment): string;
  /** `18 Dec`. */
  dayShort(moment: Moment): string;
  /** `Thursday 26 November`. */
  weekday(moment: Moment): string;
  /** `21 Nov 2026, 10:42`. */
  stamp(moment: Moment): string;
  /** `10:04` today, `Thu 19 Nov, 10:04` before. */
  since(moment: Moment, now: Moment): string;
  /** Seconds as `6 s`, `0.4 s`. */
  seconds(seconds: number): string;
  /** Milliseconds as `1 h 42 min`, `24 days`, `6 s`. */
  duration(milliseconds: number): string;
  number(value: number): string;
  /** `CS101, NET1 and EMB3`. */
  list(values: readonly string[]): string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const DAYS: Record<Language, (count: string, one: boolean) => string> = {
  en: (count, one) => (one ? '1 day' : `${count} days`),
  pt: (count, one) => (one ? '1 dia' : `${count} dias`),
};

/** Makes the formats of a language in the campus time zone (IANA name); `viewerZone` is the browser's own. */
export function createFormat(
  language: Language,
  timeZone: string,
  viewerZone: string = browserZone(),
): Format {
  const locale = LOCALES[language];
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const clock = dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const clockExact = dates({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const zoneName = dates({ hour: '2-digit', timeZoneName: 'short' });
  const full = dates({ day: 'numeric', month: 'long', year: 'numeric' });
  const long = dates({ day: 'numeric', month: 'long' });
  const monthShort = dates({ month: 'short' });
  const dayNumber = dates({ day: 'numeric' });
  const weekdayLong = dates({ weekday: 'long', day: 'numeric', month: 'long' });
  const weekdayShort = dates({ weekday: 'short' });
  const year = dates({ year: 'numeric' });
  const figures = new Intl.NumberFormat(locale);
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });

  const zone = (moment: Date) => {
    if (timeZone === viewerZone || offset(moment, timeZone) === offset(moment, viewerZone)) return '';
    return ` ${zoneName.formatToParts(moment).find((part) => part.type === 'timeZoneName')?.value ?? timeZone}`;
  };
  const time = (moment: Moment) => clock.format(new Date(moment)) + zone(new Date(moment));
  // Put together by hand, because Portuguese short dates would come out as figures (18/12).
  const short = (moment: Date) => `${dayNumber.format(moment)} ${monthShort.format(moment)}`;
  const isSameDay = (one: Moment, other: Moment) =>
    full.format(new Date(one)) === full.format(new Date(other));

  return {
    time,
    timeExact: (moment) => clockExact.format(new Date(moment)),
    date: (moment) => full.format(new Date(moment)),
    day: (moment, now) =>
      year.format(new Date(moment)) === year.format(new Date(now))
        ? long.format(new Date(moment))
        : full.format(new Date(moment)),
    dayShort: (moment) => short(new Date(moment)),
    weekday: (moment) => weekdayLong.format(new Date(moment)).replace(',', language === 'en' ? '' : ','),
    stamp: (moment) => `${short(new Date(moment))} ${year.format(new Date(moment))}, ${time(moment)}`,
    since: (moment, now) =>
      isSameDay(moment, now)
        ? time(moment)
        : `${weekdayShort.format(new Date(moment))} ${short(new Date(moment))}, ${time(moment)}`,
    seconds: (seconds) => `${seconds < 2 ? tenths.format(seconds) : figures.format(Math.round(seconds))} s`,
    duration: (milliseconds) => duration(language, figures, milliseconds),
    number: (value) => figures.format(value),
    list: (values) => lists.format(values),
  };
}

function duration(language: Language, figures: Intl.NumberFormat, milliseconds: number): string {
  const rest = Math.max(0, milliseconds);
  if (rest >= 2 * DAY) {
    const days = Math.floor(rest / DAY);
    return DAYS[language](figures.format(days), days === 1);
  }
  if (rest >= HOUR) {
    const minutes = Math.floor((rest % HOUR) / MINUTE);
    return `${Math.floor(rest / HOUR)} h${minutes > 0 ? ` ${minutes} min` : ''}`;
  }
  if (rest >= MINUTE) return `${Math.floor(rest / MINUTE)} min`;
  return `${Math.floor(rest / SECOND)} s`;
}

const formats = new Map<string, Format>();

/** The same formats for everybody who asks: to make them takes milliseconds, and each of 400 tiles asks. */
export function formatFor(language: Language, timeZone: string): Format {
  const key = `${language} ${timeZone}`;
  const format = formats.get(key) ?? createFormat(language, timeZone);
  formats.set(key, format);
  return format;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit' },
      ...{ day: '2-digit', hour: '2-digit', minute: '2-digit' },
    });
  clocks.set(timeZone, clock);
  return clock;
}

/** Minutes that a zone is ahead of UTC at a moment. */
function offset(moment: Date, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(moment);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const there = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((there - moment.getTime()) / MINUTE);
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
