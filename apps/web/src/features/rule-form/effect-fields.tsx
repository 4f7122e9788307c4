import type { PolicyTarget } from '@virlab/contracts';
import { TextInput } from '@mantine/core';
import { useTexts } from '../../texts/texts-provider';
import { Choice } from './choice';
import { dataAt, pathText, type RulePath } from './document/parse-rule';
import { wholeNumber, writeField } from './effect-edits';
import classes from './rule-form.module.css';
import { findingAt, useRuleForm } from './rule-form-context';

/** Reads and writes one field of the rule, and tells what is wrong with it. */
export function useField(path: RulePath) {
  const { rule, apply, isFixed, findings, isTried } = useRuleForm();
  const value = dataAt(rule.data, path);
  const about = pathText(path);
  const fault = findingAt(findings, path);
  return {
    value: value === undefined || value === null ? '' : String(value as string),
    set: (next: string | number | boolean | undefined) => apply(writeField(rule.data, path, next), { about }),
    /** As {@link set} for a field that has to be there: left empty it stays, empty. */
    put: (next: string | number) => apply([{ do: 'put', path, value: next }], { about }),
    isFixed,
    isFaulty: fault?.severity === 'error' && (isTried || (value !== '' && value !== undefined)),
  };
}

/** A small field for a whole number. */
export function CountField({
  path,
  label,
  isNeeded = false,
}: {
  path: RulePath;
  label: string;
  isNeeded?: boolean;
}) {
  const { value, set, put, isFixed, isFaulty } = useField(path);
  return (
    <TextInput
      className={classes.count}
      aria-label={label}
      inputMode="numeric"
      value={value}
      disabled={isFixed}
      error={isFaulty}
      onChange={(event) => {
        const next = wholeNumber(event.currentTarget.value);
        if (isNeeded) put(next ?? '');
        else set(next);
      }}
    />
  );
}

export interface TargetFieldProps {
  path: RulePath;
  kind: PolicyTarget['kind'];
  label: string;
  /** Word for no choice at all, where that means something. */
  none?: string;
}

/** A choice among the pools, classes or roles that there are. */
export function TargetField({ path, kind, label, none }: TargetFieldProps) {
  const { rule: texts } = useTexts().staff;
  const { vocabulary } = useRuleForm();
  const { value, set, put, isFixed, isFaulty } = useField(path);
  const known = vocabulary?.targets.filter((target) => target.kind === kind) ?? [];
  const isKnown = value === '' || known.some(({ ref }) => ref === value);
  return (
    <Choice
      className={classes.target}
      aria-label={label}
      value={value}
      disabled={isFixed}
      error={isFaulty}
      data={[
        { value: '', label: none ?? texts.choose },
        ...(isKnown ? [] : [{ value, label: vocabulary ? texts.unknownRef(value) : value }]),
        ...known.map(({ ref, title }) => ({ value: ref, label: title })),
      ]}
      onChange={(event) => (none === undefined ? put : set)(event.currentTarget.value)}
    />
  );
}
