import classes from './rule-controls.module.css';

export interface RuleSwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** The switch of a rule: one native input, because the list draws one for each of 500 rules. */
export function RuleSwitch({ label, checked, onChange }: RuleSwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      className={classes.switch}
      aria-label={label}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
