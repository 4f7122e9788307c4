import type { DraftRule } from '@virlab/contracts';
import { useEffect, useRef } from 'react';
import type { KeptRule } from './use-rule-keeping';

export interface Followed {
  /** The rule as the draft holds it now. */
  theirs: DraftRule | undefined;
  /** The text that this page goes on from. */
  kept: KeptRule;
  /** Something here is not kept, so that nothing may be taken over. */
  isDirty: boolean;
  onTake: (next: KeptRule) => void;
}

/** Shows what others keep of a rule that nobody has changed here; what is changed here is left alone. */
export function useFollowing({ theirs, kept, isDirty, onTake }: Followed): void {
  const take = useRef(onTake);
  // A draft that was read before this rule was last kept says nothing new.
  const seen = useRef(theirs?.base);
  useEffect(() => {
    take.current = onTake;
  });
  const text = theirs?.yaml;
  const base = theirs?.base;
  useEffect(() => {
    if (text === undefined || base === undefined || base === seen.current) return;
    if (base === kept.base) seen.current = base;
    else if (!isDirty) {
      seen.current = base;
      take.current({ text, base });
    }
  }, [text, base, kept.base, isDirty]);
}
