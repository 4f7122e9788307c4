import type { DryRun } from '@virlab/contracts';
import { useTexts } from '../../texts/texts-provider';

/** What the rights of a flow are called: `none` and `other` in the reader's language. */
export function useRightTitles({ flow }: Pick<DryRun, 'flow'>): (ref: string) => string {
  const { none, other } = useTexts().staff.dryRun.flow;
  const titles = new Map([...flow.before, ...flow.after].map(({ ref, title }) => [ref, title]));
  return (ref) => (ref === 'none' ? none : ref === 'other' ? other : (titles.get(ref) ?? ref));
}
