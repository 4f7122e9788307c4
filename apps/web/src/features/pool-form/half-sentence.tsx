import { NumberInput } from '@mantine/core';
import type { Typed } from './pool-draft';
import classes from './pool-form.module.css';

export interface HalfSentenceProps {
  /** What stands before the number. */
  before: string;
  /** The unit, and what empty means. */
  after: string;
  value: Typed;
  error: string | undefined;
  disabled: boolean;
  onChange: (value: Typed) => void;
}

/** A number in the middle of a sentence. */
export function HalfSentence({ before, after, value, error, disabled, onChange }: HalfSentenceProps) {
  return (
    <NumberInput
      classNames={{
        root: classes.sentence,
        label: classes.before,
        wrapper: classes.number,
        description: classes.after,
        error: classes.fault,
      }}
      label={before}
      description={after}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value}
      onChange={(next) => onChange(typeof next === 'number' ? next : '')}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      disabled={disabled}
      error={error}
    />
  );
}
