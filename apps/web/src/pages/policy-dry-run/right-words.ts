import type { DryRunRow, RightState } from '@virlab/contracts';
import type { Format } from '../../texts/format';
import type { StaffTexts } from '../../texts/staff/en';

type Numbers = Pick<Format, 'number' | 'date'>;
const FIELDS = ['vms', 'vcpu', 'memoryMiB', 'hours', 'leaseDays', 'validUntil'] as const;

/** A right before and after in words; of one that is kept only what differs. */
export function rightWords(
  { what, target, before, after }: Pick<DryRunRow, 'what' | 'target' | 'before' | 'after'>,
  texts: StaffTexts,
  format: Numbers,
): { before: string; after: string } {
  const whole = (state: RightState | undefined) =>
    state ? wholeWords(target, state, texts, format) : texts.dryRun.people.nothing;
  if (what !== 'change' || !before || !after) return { before: whole(before), after: whole(after) };
  const differing = FIELDS.filter((field) => before[field] !== after[field]);
  // An end follows from the lease, so it is told only where nothing else differs.
  const told = differing.length > 1 ? differing.filter((field) => field !== 'validUntil') : differing;
  if (told.length === 0) return { before: whole(before), after: whole(after) };
  const list = (state: RightState) =>
    told.map((field) => fieldWords(field, state[field], texts, format)).join(', ');
  return { before: `${whole(before)}, ${list(before)}`, after: list(after) };
}

function wholeWords(
  { kind, title }: DryRunRow['target'],
  { vms, as }: RightState,
  { dryRun, sentence }: StaffTexts,
  format: Numbers,
): string {
  const { people } = dryRun;
  if (kind === 'role') return sentence.roles[title] ?? title;
  if (kind === 'class') return as === undefined ? title : people.as(title, sentence.classRoles[as] ?? as);
  return vms === undefined || vms === 1 ? title : people.vms(format.number(vms), title);
}

function fieldWords(
  field: (typeof FIELDS)[number],
  value: string | number | undefined,
  { dryRun: { people } }: StaffTexts,
  format: Numbers,
): string {
  if (value === undefined) return people.unlimited;
  return people.fields[field](typeof value === 'number' ? format.number(value) : format.date(value));
}
