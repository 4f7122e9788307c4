import { Checkbox } from '@mantine/core';
import { Chip } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { setReleased } from './document/condition-edits';
import type { GroupNode, TestNode } from './document/condition-tree';
import { pathText } from './document/parse-rule';
import { useRuleForm } from './rule-form-context';

export interface ReleasedTickProps {
  node: TestNode;
  parent: GroupNode | undefined;
  isNegated: boolean;
}

/** What a condition means for whoever's university does not release its attribute: passed over, or counted as no. */
export function ReleasedTick({ node, parent, isNegated }: ReleasedTickProps) {
  const { rule: texts } = useTexts().staff;
  const format = useFormat();
  const { apply, isFixed, matches } = useRuleForm();
  if (node.released === 'never' || node.attr === '') return null;
  const isSaid = node.released === 'said';
  const met = matches?.missing.find(({ path }) => path === pathText(node.path));
  const [university, ...others] = met?.universities ?? [];
  const of = university !== undefined && others.length === 0 ? texts.ofOne(university) : '';
  return (
    <>
      <Checkbox
        size="xs"
        label={texts.orAbsent}
        data-field="released"
        checked={isSaid}
        disabled={isFixed}
        onChange={(event) => {
          const { edits, at } = setReleased(node, parent, isNegated, event.currentTarget.checked);
          apply(edits, { focus: at, field: 'released' });
        }}
      />
      {met && met.people > 0 && !isSaid ? (
        <Chip tone="hold">{texts.countAsNo(format.number(met.people), met.people === 1) + of}</Chip>
      ) : null}
    </>
  );
}
