import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import classes from './search-field.module.css';

export interface SearchFieldProps {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  /** Takes the room there is instead of 260 px. */
  wide?: boolean;
}

/** A field that narrows what stands below it while one types. */
export function SearchField({ label, placeholder, value, onChange, wide = false }: SearchFieldProps) {
  return (
    <div className={classes.search} data-wide={wide}>
      <TextInput
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden="true" />}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
