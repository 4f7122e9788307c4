import { useTexts } from '../../texts/texts-provider';
import { setReleased } from './document/condition-edits';
import type { GroupNode, TestNode } from './document/condition-tree';
import type { Edit } from './document/edit-rule';
import { operandOf } from './document/operands';
import { pathText } from './document/parse-rule';
import classes from './rule-form.module.css';
import { useRuleForm } from './rule-form-context';
import { SuggestField, type Suggestion } from './suggest-field';
import { NOT_RELEASED, useSuggestions } from './use-suggestions';
import { ValuesField } from './values-field';

export interface OperandFieldProps {
  node: TestNode;
  parent: GroupNode | undefined;
  isNegated: boolean;
  isFaulty: boolean;
}

/** What stands behind the operator: a value, several, numbers, a pattern, or nothing. */
export function OperandField({ node, parent, isNegated, isFaulty }: OperandFieldProps) {
  const { rule: texts } = useTexts().staff;
  const { apply, isFixed } = useRuleForm();
  const suggest = useSuggestions();
  const { test, path, op, attr } = node;
  const about = `${pathText(path)}.value`;
  const put = (key: string, value: unknown): Edit => ({ do: 'put', path: [...path, key], value });
  const missing = suggest.notReleased(attr);
  const released = [
    ...(op === 'hasScope' ? suggest.scopes(attr) : suggest.values(attr, test.part)),
    ...(missing && node.released === 'unsaid' ? [missing] : []),
  ];
  /** "Not released" among the values stands for the tick. */
  const orSaid = (value: string, otherwise: () => void) => {
    if (value !== NOT_RELEASED) return otherwise();
    const { edits, at } = setReleased(node, parent, isNegated, true);
    apply(edits, { focus: at, field: 'released' });
  };
  const noneWhy = suggest.noneWhy(attr);
  const common = {
    heading: texts.released,
    ...(noneWhy ? { empty: noneWhy } : {}),
    disabled: isFixed,
    error: isFaulty,
  };
  switch (operandOf(op)) {
    case 'none':
    case 'window':
      return <span />;
    case 'texts':
      return (
        <ValuesField
          {...common}
          values={textsOf(test)}
          suggestions={released}
          onChange={(values) =>
            orSaid(values.find((one) => one === NOT_RELEASED) ?? '', () =>
              apply(writeTexts(node, values), { about }),
            )
          }
        />
      );
    case 'range': {
      const [low, high] = Array.isArray(test.values) ? (test.values as unknown[]) : [];
      const set = (at: number, value: string) =>
        apply(
          [
            put(
              'values',
              [low, high].map((one, index) => (index === at ? numberOf(value) : (one ?? ''))),
            ),
          ],
          { about: `${about}${at}` },
        );
      return (
        <span className={classes.range}>
          <NumberField
            label={texts.from}
            field="value"
            value={low}
            onChange={(value) => set(0, value)}
            {...common}
            suggestions={released}
          />
          <span>{texts.and}</span>
          <NumberField
            label={texts.to}
            value={high}
            onChange={(value) => set(1, value)}
            {...common}
            suggestions={released}
          />
        </span>
      );
    }
    case 'count':
      return (
        <NumberField
          {...common}
          label={texts.value}
          field="value"
          value={test.value}
          suggestions={[]}
          onChange={(value) => apply([put('value', numberOf(value))], { about })}
        />
      );
    case 'number':
      return (
        <NumberField
          {...common}
          label={texts.value}
          field="value"
          value={test.value}
          suggestions={released}
          onChange={(value) => orSaid(value, () => apply([put('value', numberOf(value))], { about }))}
        />
      );
    case 'pattern':
    case 'text':
      return (
        <SuggestField
          {...common}
          label={texts.value}
          field="value"
          value={String(test.value ?? '')}
          suggestions={released}
          commit="typing"
          mono={operandOf(op) === 'pattern'}
          onChange={(value) => orSaid(value, () => apply([put('value', value)], { about }))}
        />
      );
  }
}

interface NumberFieldProps {
  label: string;
  field?: string;
  value: unknown;
  suggestions: readonly Suggestion[];
  heading: string;
  empty?: string;
  disabled: boolean;
  error: boolean;
  onChange: (value: string) => void;
}

function NumberField({ value, suggestions, ...props }: NumberFieldProps) {
  const numbers = suggestions.filter(
    (one) => one.value === NOT_RELEASED || numberOf(one.value) !== one.value,
  );
  return (
    <SuggestField
      {...props}
      value={String(value ?? '')}
      suggestions={numbers}
      commit="typing"
      inputMode="numeric"
    />
  );
}

/** A number where a text is one; what is none stays as it was typed, and is told. */
function numberOf(text: string): number | string {
  const trimmed = text.trim();
  return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(trimmed) && String(Number(trimmed)) === trimmed
    ? Number(trimmed)
    : text;
}

function textsOf({ value, values }: Record<string, unknown>): string[] {
  if (Array.isArray(values)) return values.map((one) => String(one ?? ''));
  return value === undefined || value === '' ? [] : [String(value)];
}

/** One value stands alone where the language lets it; several in a list. */
function writeTexts({ op, path, test }: TestNode, values: readonly string[]): Edit[] {
  const [only = ''] = values;
  const isList = op === 'oneOf' || values.length > 1;
  const key = isList ? 'values' : 'value';
  const other = isList ? 'value' : 'values';
  const write: Edit = { do: 'put', path: [...path, key], value: isList ? values : only };
  return other in test ? [{ do: 'remove', path: [...path, other] }, write] : [write];
}
