import type { ManualGrant } from '@virlab/contracts';
import type { StaffTexts } from '../../texts/staff/en';

/** A right as one reads it: `Linux shell, 2 machines`, `Networks 2, assistant`. */
export function rightWords(
  { target, as, vms }: Pick<ManualGrant, 'target' | 'as' | 'vms'>,
  staff: StaffTexts,
): string {
  const { grants, sentence } = staff;
  const title = target.kind === 'role' ? (sentence.roles[target.ref] ?? target.title) : target.title;
  if (target.kind === 'class') return `${title}, ${grants.form.parts[as ?? 'learner']}`;
  return vms === undefined ? title : `${title}, ${grants.machines(String(vms))}`;
}
