import type { StateShape } from '@virlab/contracts';
import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { StateWord } from '../state/state-word';
import classes from './wall.module.css';

/** The screens of a class beside each other; two columns on phones, wider tiles from 1800 px on. */
export function Wall({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.wall} aria-label={label}>
      {children}
    </ul>
  );
}

export interface WallTileProps {
  /** Distinguishes the tile in the page. */
  id: string;
  name: string;
  state: StateShape;
  /** The state in the reader's language. */
  stateWord: string;
  /** Small, at the right of the state: the time left. */
  time?: string | undefined;
  /** What is behind the time, for the pointer. */
  timeHint?: string | undefined;
  /** Everything about it in one sentence, for screen readers. */
  label: string;
  /** The picture; without it `cause` stands in the frame. */
  picture?: ReactNode;
  cause?: string | undefined;
  selected: boolean;
  /** Its details are shown. */
  open: boolean;
  /** Only one tile of a wall is reached by Tab; arrows lead to the others. */
  tabIndex: 0 | -1;
  /** Name of the box: `Select Ana Ribeiro`. */
  selectLabel: string;
  onOpen: () => void;
  /** `range`: everything from the last one selected to here. */
  onSelect: (range: boolean) => void;
}

/** One person of a class: the picture of their machine, name, state, time. */
export function WallTile(props: WallTileProps) {
  const { id, name, state, stateWord, time, timeHint, label, picture, cause, selected, open, tabIndex } =
    props;
  const { selectLabel, onOpen, onSelect } = props;
  return (
    <li
      className={classes.tile}
      data-tile={id}
      data-selected={selected}
      data-open={open}
      data-failed={state === 'failed'}
    >
      <button
        type="button"
        className={classes.opener}
        aria-label={label}
        aria-pressed={open}
        tabIndex={tabIndex}
        onClick={onOpen}
      >
        <span className={classes.screen} aria-hidden="true">
          {picture ?? <span className={classes.cause}>{cause}</span>}
        </span>
        <span className={classes.caption} aria-hidden="true">
          <span className={classes.name}>{name}</span>
          <StateWord state={state} size="tile">
            {stateWord}
          </StateWord>
          {time ? (
            <span className={classes.time} title={timeHint}>
              {time}
            </span>
          ) : null}
        </span>
      </button>
      <Checkbox
        size="xs"
        radius="xs"
        className={classes.box}
        aria-label={selectLabel}
        checked={selected}
        tabIndex={tabIndex}
        onChange={(event) => onSelect((event.nativeEvent as MouseEvent).shiftKey)}
      />
    </li>
  );
}
