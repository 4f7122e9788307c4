import type { PolicyDraft } from '@virlab/contracts';
import { useDiscardDraft, useSaveSource } from '../../data/policy-draft';
import { useTexts } from '../../texts/texts-provider';
import type { Attempt } from './use-attempts';

/** Changes of the draft as a whole. */
export function useDraftChanges(draft: PolicyDraft, attempt: Attempt) {
  const { staff } = useTexts();
  const texts = staff.policy.list;
  const discard = useDiscardDraft();
  const saveSource = useSaveSource();

  /** Writes a discarded draft again, rules and test cases at once. */
  const bringBack = async ({ source, cases }: PolicyDraft, { revision }: PolicyDraft) => {
    await saveSource.mutateAsync({
      revision,
      source,
      cases: cases.map(({ name, document }) => ({ name, document })),
    });
    return undefined;
  };

  return {
    discard: () =>
      attempt(async () => {
        const left = await discard.mutateAsync(draft.revision);
        return {
          text: texts.discarded,
          undo: () => attempt(() => bringBack(draft, left)),
        };
      }),
  };
}
