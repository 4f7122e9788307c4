import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './sort-header.module.css';

/** How a table is sorted; `none` when by another column. */
export type SortOrder = 'ascending' | 'descending' | 'none';

export interface SortHeaderProps {
  order: SortOrder;
  onSort: () => void;
  /** Figures stand at the right. */
  right?: boolean;
  children: ReactNode;
}

/** The head of a column that a table can be sorted by. */
export function SortHeader({ order, onSort, right = false, children }: SortHeaderProps) {
  return (
    <Table.Th
      {...(order === 'none' ? {} : { 'aria-sort': order })}
      className={right ? classes.right : undefined}
    >
      <button type="button" className={classes.button} onClick={onSort}>
        {children}
        <span aria-hidden="true">{order === 'none' ? '' : order === 'ascending' ? ' ↑' : ' ↓'}</span>
      </button>
    </Table.Th>
  );
}
