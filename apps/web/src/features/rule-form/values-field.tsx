import { ValueToken } from '@virlab/ui';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../../texts/texts-provider';
import classes from './rule-form.module.css';
import { SuggestField, type Suggestion } from './suggest-field';

export interface ValuesFieldProps {
  values: readonly string[];
  suggestions: readonly Suggestion[];
  heading: string;
  empty?: string;
  disabled: boolean;
  error: boolean;
  onChange: (values: string[]) => void;
  label?: string;
  /** Inside something that closes when one clicks beside it. */
  isInPopover?: boolean;
}

/** Several values, each of which can be taken away again, and a field for one more. */
export function ValuesField({
  values,
  suggestions,
  heading,
  empty,
  disabled,
  error,
  onChange,
  label,
  isInPopover = false,
}: ValuesFieldProps) {
  const { rule: texts } = useTexts().staff;
  // Each value that is put in makes the field a new one, empty.
  const [round, setRound] = useState(0);
  const labelOf = (value: string) => suggestions.find((one) => one.value === value)?.label ?? value;
  return (
    <div className={classes.values} data-disabled={disabled} data-faulty={error}>
      {values.map((value, index) => (
        <span key={`${index} ${value}`} className={classes.valueEntry}>
          <ValueToken title={value}>{labelOf(value)}</ValueToken>
          {disabled ? null : (
            <button
              type="button"
              className={classes.valueRemove}
              aria-label={texts.removeValue(labelOf(value))}
              onClick={() => onChange(values.filter((_, at) => at !== index))}
            >
              <IconX size={12} stroke={2} aria-hidden="true" />
            </button>
          )}
        </span>
      ))}
      {disabled ? null : (
        <SuggestField
          key={round}
          label={label ?? (values.length === 0 ? texts.value : texts.addValue)}
          field="value"
          value=""
          suggestions={suggestions.filter(({ value }) => !values.includes(value))}
          heading={heading}
          {...(empty ? { empty } : {})}
          commit="choosing"
          isBare
          isInPopover={isInPopover}
          onChange={(value) => {
            if (value === '' || values.includes(value)) return;
            onChange([...values, value]);
            setRound(round + 1);
          }}
        />
      )}
    </div>
  );
}
