import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FocusEvent, useState } from 'react';
import { useTexts } from '../../texts/texts-provider';
import { Choice } from './choice';
import { ConditionMenu } from './condition-menu';
import type { Seat } from './condition-view';
import { findingsUnder, type RuleFinding } from './document/check-rule';
import { changeAttr, changeOp, removeCondition } from './document/condition-edits';
import type { TestNode } from './document/condition-tree';
import { operandOf } from './document/operands';
import { pathText } from './document/parse-rule';
import { MannerFields } from './manner-fields';
import { OperandField } from './operand-field';
import { PatternHelp } from './pattern-help';
import { ReleasedTick } from './released-tick';
import classes from './rule-form.module.css';
import { useRuleForm } from './rule-form-context';
import { SuggestField } from './suggest-field';
import { useConditionKeys } from './use-condition-keys';
import { useSuggestions } from './use-suggestions';
import { WindowFields } from './window-fields';

const OPERATORS = {
  text: ['equals', 'oneOf', 'startsWith', 'endsWith', 'matches', 'hasScope', 'urnUnder'],
  number: ['numEq', 'numGte', 'numLte', 'numGt', 'numLt', 'numBetween', 'countAtLeast'],
  released: ['present', 'absent'],
} as const;

/** One condition on one line: attribute, operator, value; below it what happens when it was not released. */
export function TestRow({ node, parent, isNegated }: Seat & { node: TestNode }) {
  const { staff } = useTexts();
  const texts = staff.rule;
  const { apply, isFixed, findings, isTried, onPlace } = useRuleForm();
  const suggest = useSuggestions();
  const onKeyDown = useConditionKeys({ node, parent });
  const [wasLeft, setLeft] = useState(false);
  const [readsOpen, setReadsOpen] = useState(false);
  const { op, attr, path } = node;
  const operand = operandOf(op);
  const names: Record<string, string> = texts.operators;
  const own = findingsUnder(findings, path);
  const shown = own.filter(({ severity }) => severity === 'warning' || isTried || wasLeft);
  const faultOf = (field: string) =>
    shown.find(
      ({ path: at, severity }) => severity === 'error' && at.startsWith(`${pathText(path)}.${field}`),
    );
  const remove = () => {
    const { edits, at } = removeCondition(node, parent);
    apply(edits, { focus: at, say: texts.announce.removed });
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
    setLeft(true);
    onPlace(undefined);
  };
  const isTime = operand === 'window';
  return (
    <div
      role="group"
      aria-label={texts.condition(String((parent?.children.indexOf(node) ?? 0) + 1))}
      className={classes.condition}
      data-place={pathText(path)}
      onKeyDown={onKeyDown}
      onFocus={() => onPlace(node.wholePath)}
      onBlur={onBlur}
    >
      {parent ? (
        <ConditionMenu
          node={node}
          parent={parent}
          onReadings={isTime ? undefined : () => setReadsOpen(true)}
        />
      ) : (
        <span />
      )}
      {isTime ? (
        <span className={classes.fixedWord}>{texts.time}</span>
      ) : (
        <SuggestField
          label={texts.attribute}
          field="attr"
          value={attr}
          shown={suggest.nameOf(attr)}
          suggestions={suggest.attributes}
          heading={texts.attributes}
          commit="choosing"
          disabled={isFixed}
          error={faultOf('attr') !== undefined}
          onChange={(next) => apply(changeAttr(node, parent, next), { focus: path, field: 'op' })}
        />
      )}
      {isTime ? (
        <span className={classes.fixedWord}>{texts.operators.timeWithin}</span>
      ) : (
        <Choice
          aria-label={texts.operator}
          data-field="op"
          value={op}
          disabled={isFixed}
          data={[
            ...(names[op] ? [] : [{ value: op, label: op }]),
            ...Object.entries(OPERATORS).map(([group, ops]) => ({
              group: texts.operatorGroups[group as keyof typeof OPERATORS],
              items: ops.map((value) => ({ value, label: texts.operators[value] })),
            })),
          ]}
          onChange={(event) =>
            apply(changeOp(node, parent, event.currentTarget.value), { focus: path, field: 'op' })
          }
        />
      )}
      <OperandField
        node={node}
        parent={parent}
        isNegated={isNegated}
        isFaulty={faultOf('value') !== undefined}
      />
      {isFixed ? (
        <span />
      ) : (
        <ActionIcon aria-label={texts.removeCondition} onClick={remove}>
          <IconX size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      )}
      {isTime ? <WindowFields node={node} /> : null}
      <div className={classes.also}>
        <ReleasedTick node={node} parent={parent} isNegated={isNegated} />
        <MannerFields node={node} isOpen={readsOpen} />
      </div>
      {operand === 'pattern' ? <PatternHelp node={node} /> : null}
      <Faults findings={shown} isSaid={node.released === 'unsaid'} />
    </div>
  );
}

/** What is wrong with one condition. The tick already says what an attribute that is not released means. */
function Faults({ findings, isSaid }: { findings: readonly RuleFinding[]; isSaid: boolean }) {
  const { rule: texts } = useTexts().staff;
  const told = findings.filter(({ code }) => !(code === 'negated-missing' && isSaid));
  return told.map((finding) => (
    <p key={`${finding.code} ${finding.path}`} className={classes.fault} data-severity={finding.severity}>
      {texts.finding[finding.code] ?? finding.message}
      {finding.help ? ` ${finding.help}` : ''}
    </p>
  ));
}
