import type { PolicyDraft } from '@virlab/contracts';
import { useDiscardDraft, useRemoveCase, useSaveCase, useSaveSource } from '../../data/policy-draft';
import { useTexts } from '../../texts/texts-provider';
import type { Attempt } from './use-attempts';

/** Changes of the draft as a whole. */
export function useDraftChanges(draft: PolicyDraft, attempt: Attempt) {
  const { staff } = useTexts();
  const texts = staff.policy.list;
  const discard = useDiscardDraft();
  const saveSource = useSaveSource();
  const saveCase = useSaveCase();
  const removeCase = useRemoveCase();

  /** Writes the rules and test cases of a discarded draft again, as far as they differ from what is published. */
  const bringBack = async (kept: PolicyDraft, left: PolicyDraft) => {
    await saveSource.mutateAsync({ revision: left.revision, source: kept.source });
    const there = new Map(left.cases.map(({ name, base }) => [name, base]));
    for (const { name, document, change } of kept.cases) {
      if (change === 'same') continue;
      const base = there.get(name);
      await saveCase.mutateAsync({ name, document, ...(base ? { previous: { name, base } } : {}) });
    }
    const wanted = new Set(kept.cases.map(({ name }) => name));
    for (const { name, base } of left.cases) {
      if (!wanted.has(name)) await removeCase.mutateAsync({ name, base });
    }
  };

  return {
    discard: () =>
      attempt(async () => {
        const left = await discard.mutateAsync(draft.revision);
        return {
          text: texts.discarded,
          undo: () => attempt(() => bringBack(draft, left).then(() => undefined)),
        };
      }),
  };
}
