import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './rule-form.module.css';

/** One thing that a field suggests. */
export interface Suggestion {
  value: string;
  label: string;
  /** Said small beside it. */
  code?: string;
  /** Said at the right: how many people. */
  hint?: string;
}

export interface SuggestFieldProps {
  label: string;
  value: string;
  /** What is shown for the value while nobody types. */
  shown?: string;
  suggestions: readonly Suggestion[];
  /** Heading of the list. */
  heading: string;
  /** Said in the list when there is nothing to suggest. */
  empty?: string;
  /** `typing`: every letter counts at once; `choosing`: only what was chosen, or typed and left. */
  commit: 'typing' | 'choosing';
  onChange: (value: string) => void;
  /** The field was left. */
  onLeave?: () => void;
  error?: ReactNode;
  disabled?: boolean;
  field?: string;
  mono?: boolean;
  placeholder?: string;
  inputMode?: 'numeric';
  /** Inside something that closes when one clicks beside it. */
  isInPopover?: boolean;
  /** Without a frame, for a field inside another. */
  isBare?: boolean;
}

/** Suggestions that are shown at once; typing finds the others. */
const MAX_SHOWN = 50;

/** A text field that suggests what is known (combobox pattern of ARIA APG); anything else can be typed as well. */
export function SuggestField(props: SuggestFieldProps) {
  const { label, value, suggestions, heading, empty, commit, onChange, onLeave, error, field, mono } = props;
  const [typed, setTyped] = useState<string>();
  const store = useCombobox({ onDropdownClose: () => store.resetSelectedOption() });
  const chosen = suggestions.find((one) => one.value === value);
  const isTyping = typed !== undefined;
  const settled = commit === 'choosing' ? (props.shown ?? chosen?.label ?? value) : value;
  const shownValue = typed ?? settled;
  const shown = store.dropdownOpened ? found(suggestions, isTyping && typed !== settled ? typed : '') : [];
  const isOpenable = suggestions.length > 0 || empty !== undefined;

  const take = (next: string) => {
    setTyped(undefined);
    store.closeDropdown();
    if (next !== value) onChange(next);
  };
  const leave = () => {
    store.closeDropdown();
    if (isTyping && commit === 'choosing') take(meant(suggestions, typed));
    else setTyped(undefined);
    onLeave?.();
  };
  return (
    <div className={classes.suggestField}>
      <Combobox
        store={store}
        onOptionSubmit={take}
        withinPortal={!props.isInPopover}
        position="bottom-start"
        width="max-content"
      >
        <Combobox.Target targetType="input" withAriaAttributes>
          <TextInput
            aria-label={label}
            data-field={field}
            value={shownValue}
            title={commit === 'choosing' && value !== settled ? value : undefined}
            disabled={props.disabled ?? false}
            placeholder={props.placeholder}
            inputMode={props.inputMode}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            error={error}
            className={mono ? classes.mono : undefined}
            variant={props.isBare ? 'unstyled' : 'default'}
            rightSection={
              suggestions.length > 0 && !props.isBare ? (
                <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
              ) : undefined
            }
            rightSectionPointerEvents="none"
            onChange={(event) => {
              const next = event.currentTarget.value;
              setTyped(next);
              if (commit === 'typing') onChange(next);
              if (isOpenable) store.openDropdown();
              store.resetSelectedOption();
            }}
            onClick={() => store.openDropdown()}
            onBlur={leave}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && store.getSelectedOptionIndex() < 0 && isTyping) {
                event.preventDefault();
                take(commit === 'choosing' ? meant(suggestions, typed) : typed);
              }
              if (event.key === 'Escape' && isTyping && commit === 'choosing') setTyped(undefined);
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown
          hidden={!isOpenable || (shown.length === 0 && empty === undefined)}
          className={classes.suggestions}
        >
          <p className={classes.suggestHeading} aria-hidden="true">
            {shown.length > 0 ? heading : empty}
          </p>
          <Combobox.Options aria-label={heading}>
            {shown.map(({ value: one, label: said, code, hint }) => (
              <Combobox.Option key={one} value={one} active={one === value} className={classes.suggestion}>
                <span className={classes.suggestWords}>
                  {said}
                  {code ? <code>{code}</code> : null}
                </span>
                {hint ? <span className={classes.suggestHint}>{hint}</span> : null}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}

function found(suggestions: readonly Suggestion[], typed: string): Suggestion[] {
  const wanted = plain(typed);
  return suggestions
    .filter(({ value, label }) => plain(label).includes(wanted) || plain(value).includes(wanted))
    .slice(0, MAX_SHOWN);
}

/** What was typed, or the suggestion that is called so. */
function meant(suggestions: readonly Suggestion[], typed: string): string {
  const wanted = plain(typed.trim());
  const called = suggestions.filter(({ label, value }) => plain(label) === wanted || plain(value) === wanted);
  const twin = suggestions.find(({ label }) => plain(label).startsWith(`${wanted} · `));
  return (called[0] ?? twin)?.value ?? typed.trim();
}

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
