import type { DraftRule, PolicyTarget } from '@virlab/contracts';
import { useMemo } from 'react';
import { usePolicyTargets } from '../../data/policy';
import { useTexts } from '../../texts/texts-provider';
import { createSayer, type SaidRule } from './create-sayer';

/** The rules in the reader's words, with the titles of what they give. */
export function useSaidRules(rules: readonly DraftRule[]): SaidRule[] {
  const { staff } = useTexts();
  const targets = usePolicyTargets().data?.targets ?? NONE;
  const say = useMemo(() => createSayer(targets, staff.sentence), [targets, staff.sentence]);
  return useMemo(() => rules.map(say), [rules, say]);
}

const NONE: readonly PolicyTarget[] = [];
