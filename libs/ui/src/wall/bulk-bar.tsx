import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './bulk-bar.module.css';

export interface BulkBarProps {
  /** `3 selected`. */
  words: string;
  label: string;
  clearLabel: string;
  onClear: () => void;
  /** The steps, as quiet buttons. */
  children: ReactNode;
}

/** Floats above the page while something is selected: how many, and what can be done with all of it. */
export function BulkBar({ words, label, clearLabel, onClear, children }: BulkBarProps) {
  return (
    <div className={classes.bar} role="toolbar" aria-label={label}>
      <b className={classes.words} role="status">
        {words}
      </b>
      <span className={classes.rule} aria-hidden="true" />
      {children}
      <span className={classes.rule} aria-hidden="true" />
      <ActionIcon size="xs" aria-label={clearLabel} title={clearLabel} onClick={onClear}>
        <IconX size={16} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
