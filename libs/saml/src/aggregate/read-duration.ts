const DURATION =
  /^P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,11})(?:\.\d{1,9})?S)?)?$/;
const SECOND = 1_000;
const DAY = 86_400 * SECOND;

/**
 * Reads an `xs:duration` such as `PT6H` as milliseconds, with years of 365 days and months of 30.
 *
 * @returns undefined when the text is none, or is negative
 */
export function readDuration(text: string | undefined): number | undefined {
  const parts = DURATION.exec(text?.trim() ?? '');
  if (!parts) return undefined;
  const [years, months, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (
    ((years ?? 0) * 365 + (months ?? 0) * 30 + (days ?? 0)) * DAY +
    (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * SECOND
  );
}
