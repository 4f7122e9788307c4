import { Checkbox, TextInput } from '@mantine/core';
import { useTexts } from '../../texts/texts-provider';
import { Choice } from './choice';
import type { TestNode } from './document/condition-tree';
import type { Edit } from './document/edit-rule';
import { mannersOf } from './document/operands';
import classes from './rule-form.module.css';
import { useRuleForm } from './rule-form-context';

/** How the values of a condition are compared; shown when asked for, or when it is not the usual way. */
export function MannerFields({ node, isOpen }: { node: TestNode; isOpen: boolean }) {
  const { rule: texts } = useTexts().staff;
  const { apply, isFixed } = useRuleForm();
  const { test, path, op } = node;
  const manners = mannersOf(op);
  const isShown = (key: (typeof manners)[number]) =>
    manners.includes(key) && (isOpen || (test[key] !== undefined && test[key] !== USUAL[key]));
  const write = (key: string, value: unknown): Edit =>
    value === undefined ? { do: 'remove', path: [...path, key] } : { do: 'put', path: [...path, key], value };
  const set = (key: keyof typeof USUAL, value: unknown) => {
    if (value === USUAL[key] && test[key] === undefined) return;
    apply([write(key, value === USUAL[key] ? undefined : value)], { about: `${path.join('.')}.${key}` });
  };
  if (!manners.some(isShown)) return null;
  return (
    <>
      {isShown('part') ? (
        <Choice
          className={classes.manner}
          aria-label={texts.part}
          value={String(test.part ?? 'whole')}
          disabled={isFixed}
          data={(['whole', 'value', 'scope'] as const).map((value) => ({ value, label: texts.parts[value] }))}
          onChange={(event) => set('part', event.currentTarget.value)}
        />
      ) : null}
      {isShown('quantifier') ? (
        <Choice
          className={classes.manner}
          aria-label={texts.quantifier}
          value={String(test.quantifier ?? 'some')}
          disabled={isFixed}
          data={(['some', 'every'] as const).map((value) => ({ value, label: texts.quantifiers[value] }))}
          onChange={(event) => set('quantifier', event.currentTarget.value)}
        />
      ) : null}
      {isShown('ci') ? (
        <Checkbox
          size="xs"
          label={texts.ci}
          checked={test.ci === true}
          disabled={isFixed}
          onChange={(event) => set('ci', event.currentTarget.checked)}
        />
      ) : null}
      {isShown('extract') ? (
        <TextInput
          className={classes.mono}
          label={texts.extract}
          value={String(test.extract ?? '')}
          disabled={isFixed}
          onChange={(event) => set('extract', event.currentTarget.value)}
        />
      ) : null}
    </>
  );
}

/** What is meant when a field is left out; it need not be written. */
const USUAL = { ci: false, part: 'whole', quantifier: 'some', extract: '' } as const;
