import { Wall, WallTile } from '@virlab/ui';
import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from 'react';
import { ScreenPicture } from '../../features/machine-screen/screen-picture';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import type { SeenMember } from './member-state';
import { nextTile } from './next-tile';
import { useCause } from './use-cause';
import { tickOf, usePictureTurn } from './use-picture-turn';
import type { Selection } from './use-selection';
import { useTimeLeft } from './use-time-left';

export interface ClassWallProps {
  shown: readonly SeenMember[];
  selection: Selection;
  openKey: string | undefined;
  onOpen: (key: string) => void;
}

/** The screens of a class. Arrows move, Space selects, Shift takes a range, Enter opens. */
export function ClassWall({ shown, selection, openKey, onOpen }: ClassWallProps) {
  const { staff } = useTexts();
  const [focused, setFocused] = useState<string>();
  const wall = useRef<HTMLDivElement>(null);
  const turn = usePictureTurn();
  const toggle = useRef(selection.toggle);
  useEffect(() => {
    toggle.current = selection.toggle;
  });
  const onSelect = useCallback((key: string, range: boolean) => toggle.current(key, range), []);
  const reached = shown.some(({ key }) => key === focused) ? focused : shown[0]?.key;

  const onKeyDown = (event: KeyboardEvent) => {
    const tile = (event.target as HTMLElement).closest('button')?.closest<HTMLElement>('[data-tile]');
    const key = tile?.dataset['tile'];
    if (!tile || key === undefined) return;
    if (event.key === ' ') {
      event.preventDefault();
      selection.toggle(key, event.shiftKey);
      return;
    }
    const next = nextTile(tile, event.key);
    if (!next) return;
    event.preventDefault();
    next.querySelector('button')?.focus();
    const to = next.dataset['tile'];
    if (event.shiftKey && to !== undefined) {
      if (!selection.has(key)) selection.toggle(key);
      selection.toggle(to, true);
    }
  };

  return (
    <div
      ref={wall}
      onKeyDown={onKeyDown}
      onFocus={(event) => setFocused(event.target.closest<HTMLElement>('[data-tile]')?.dataset['tile'])}
    >
      <p className="vl-hidden">{staff.class.hint}</p>
      <Wall label={staff.class.wall}>
        {shown.map((seen, place) => (
          <MemberTile
            key={seen.key}
            seen={seen}
            tick={tickOf(turn, place)}
            isOpen={openKey === seen.key}
            isReached={reached === seen.key}
            isSelected={selection.has(seen.key)}
            onSelect={onSelect}
            onOpen={onOpen}
          />
        ))}
      </Wall>
    </div>
  );
}

interface MemberTileProps {
  seen: SeenMember;
  tick: number;
  isOpen: boolean;
  isReached: boolean;
  isSelected: boolean;
  onSelect: (key: string, range: boolean) => void;
  onOpen: (key: string) => void;
}

/** States in which the last picture is what the machine shows. */
const LIT: readonly string[] = ['running', 'stopping', 'starting', 'paused'];

const MemberTile = memo(function MemberTile({
  seen,
  tick,
  isOpen,
  isReached,
  isSelected,
  onSelect,
  onOpen,
}: MemberTileProps) {
  const { staff, states, machines } = useTexts();
  const texts = staff.class;
  const format = useFormat();
  const left = useTimeLeft(seen);
  const cause = useCause()(seen);
  const { key, name, state, member } = seen;
  const { machine } = member;
  const isLit = LIT.includes(state);
  const hasPicture = machine?.hasScreen === true && state !== 'absent';
  return (
    <WallTile
      id={key}
      name={name}
      state={state}
      stateWord={states[state]}
      time={isLit ? left?.short : undefined}
      timeHint={left?.until}
      label={texts.tileCause(
        texts.tile(name, states[state], isLit && left ? texts.ends.left(left.duration) : ''),
        cause,
      )}
      {...(hasPicture
        ? {
            picture: (
              <ScreenPicture
                machine={machine}
                size="small"
                tick={isLit ? tick : 0}
                alt=""
                dimmed={!isLit}
                hint={isLit ? undefined : machines.pictureAge(format.stamp(machine.since))}
              >
                {machines.noPicture}
              </ScreenPicture>
            ),
          }
        : {})}
      cause={
        cause ||
        (machine?.activation === 0
          ? machines.notYetStarted
          : machine?.display === 'text'
            ? machines.textOnly
            : machines.noPicture)
      }
      selected={isSelected}
      open={isOpen}
      tabIndex={isReached ? 0 : -1}
      selectLabel={texts.select(name)}
      onOpen={() => onOpen(key)}
      onSelect={(range) => onSelect(key, range)}
    />
  );
});
