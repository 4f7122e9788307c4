import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Card } from '../page/card';
import classes from './job.module.css';

export interface JobProps {
  title: string;
  icon?: ReactNode;
  /** Counted units; the rest has not begun. */
  total: number;
  done: number;
  underWay: number;
  failed: number;
  /** The counts in words: `3 of 6 done, 2 under way`. */
  words: ReactNode;
  /** What failed, each with its cause. */
  children?: ReactNode;
  /** Stands in the place of the step that closes it, while something else can be done with it. */
  aside?: ReactNode;
  closeLabel: string;
  onClose: () => void;
}

/** Something that was asked of many machines, with counted units: done, under way, failed, in that order. */
export function Job(props: JobProps) {
  const { title, icon, total, done, underWay, failed, words, children, aside, closeLabel, onClose } = props;
  const part = (count: number) => `${(100 * count) / Math.max(1, total)}%`;
  return (
    <Card
      title={title}
      icon={icon}
      aside={
        aside ?? (
          <ActionIcon size="xs" aria-label={closeLabel} title={closeLabel} onClick={onClose}>
            <IconX size={16} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        )
      }
    >
      <div className={classes.body}>
        <div className={classes.bar} aria-hidden="true">
          <i data-part="done" style={{ width: part(done) }} />
          <i data-part="under-way" style={{ width: part(underWay) }} />
          <i data-part="failed" style={{ width: part(failed) }} />
        </div>
        <p className={classes.words}>{words}</p>
        {children}
      </div>
    </Card>
  );
}
