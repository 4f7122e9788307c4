import type { Machine } from '@virlab/contracts';
import { ActionIcon, Button, Popover, SegmentedControl } from '@mantine/core';
import { StateWord } from '@virlab/ui';
import { IconArrowLeft, IconKeyboard } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useTexts } from '../../texts/texts-provider';
import classes from './console.module.css';
import { ConnectionWord } from './connection-word';
import { ConsoleStage } from './console-stage';
import { Combinations, KeyRow } from './key-buttons';
import { hasLiveScreen, MachineStage } from './machine-stage';
import { PasteForm } from './paste-form';
import { useConsole } from './use-console';

/** The bar goes after this long without the pointer near it. */
const BAR_MS = 3_000;
/** How near the top the pointer has to come, in px. */
const NEAR_TOP = 60;

export interface ConsoleWindowProps {
  machine: Machine;
  /** Time left and the other quiet facts of the bar. */
  facts?: ReactNode;
  /** The power menu. */
  power?: ReactNode;
  /** What stands below the words of a stopped, paused or failed machine. */
  steps?: ReactNode;
}

/** A machine's screen over the whole window, with one bar that steps aside. */
export function ConsoleWindow(props: ConsoleWindowProps) {
  const { machine, steps } = props;
  if (hasLiveScreen(machine)) return <LiveWindow key={machine.activation} {...props} />;
  return (
    <div className={classes.window}>
      <Bar {...props} isHeld />
      <div className={classes.stage}>
        <MachineStage machine={machine} steps={steps} />
      </div>
    </div>
  );
}

function LiveWindow(props: ConsoleWindowProps) {
  const { machine } = props;
  const texts = useTexts().console;
  const navigate = useNavigate();
  const [fit, setFit] = useState(true);
  const [isOpen, setIsOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const handle = useConsole(machine, fit, texts.screen(machine.title));
  const { screen, life } = handle;

  const release = useCallback(() => root.current?.querySelector<HTMLElement>('header a')?.focus(), []);
  const shortcut = useCallback(
    (letter: string) => {
      if (letter === 'f') void navigate(`/machines/${machine.id}`);
      if (letter === 'k') setIsOpen(true);
    },
    [navigate, machine.id],
  );
  const done = () => {
    setIsOpen(false);
    screen?.focus();
  };

  return (
    <div className={classes.window} ref={root}>
      <Bar {...props} isHeld={isOpen || life.phase !== 'open'}>
        <SegmentedControl
          className="vl-wide-only"
          aria-label={texts.size}
          value={fit ? 'fit' : 'actual'}
          onChange={(value) => setFit(value === 'fit')}
          data={[
            { value: 'fit', label: texts.fit },
            { value: 'actual', label: texts.actual },
          ]}
        />
        <Popover
          opened={isOpen}
          onChange={setIsOpen}
          width="min(336px, calc(100vw - 16px))"
          position="bottom-end"
          trapFocus
        >
          <Popover.Target>
            <Button
              variant="subtle"
              size="xs"
              aria-label={texts.keyboard}
              aria-expanded={isOpen}
              title={texts.keyboardHint}
              leftSection={<IconKeyboard size={16} stroke={1.75} aria-hidden="true" />}
              className={classes.wordOnWide}
              onClick={() => setIsOpen(!isOpen)}
            >
              {texts.keyboard}
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label={texts.keyboard}>
            <Combinations screen={screen} display={machine.display} />
            <PasteForm screen={screen} onDone={done} />
          </Popover.Dropdown>
        </Popover>
        <ConnectionWord life={life} />
      </Bar>
      <ConsoleStage handle={handle} onRelease={release} onShortcut={shortcut} />
      <KeyRow screen={screen} display={machine.display} />
    </div>
  );
}

function Bar(props: ConsoleWindowProps & { isHeld: boolean; children?: ReactNode }) {
  const { machine, facts, power, isHeld, children } = props;
  const { console: texts, states } = useTexts();
  const bar = useRef<HTMLElement>(null);
  const isNear = useNearTop(bar);
  return (
    <header className={classes.bar} ref={bar} data-hidden={!isHeld && !isNear}>
      <ActionIcon
        component={Link}
        to={`/machines/${machine.id}`}
        size="xs"
        aria-label={texts.leaveFull}
        title={`${texts.leaveFull} (Ctrl Alt Shift F)`}
      >
        <IconArrowLeft size={18} stroke={1.75} />
      </ActionIcon>
      <b>{machine.title}</b>
      <span className="vl-wide-only" role="status">
        <StateWord state={machine.state}>{states[machine.state]}</StateWord>
      </span>
      {facts}
      <span className={classes.space} />
      {children}
      {power}
    </header>
  );
}

/** True while the pointer is at the top or the focus is in the bar, and for a while after. */
function useNearTop(bar: React.RefObject<HTMLElement | null>): boolean {
  const [isNear, setIsNear] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leaveSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (!bar.current?.contains(document.activeElement)) setIsNear(false);
      }, BAR_MS);
    };
    const stay = () => {
      clearTimeout(timer);
      timer = undefined;
      setIsNear(true);
    };
    const move = ({ clientY }: PointerEvent) => (clientY <= NEAR_TOP ? stay() : leaveSoon());
    const focus = () => (bar.current?.contains(document.activeElement) ? stay() : leaveSoon());
    leaveSoon();
    window.addEventListener('pointermove', move);
    window.addEventListener('focusin', focus);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('focusin', focus);
    };
  }, [bar]);
  return isNear;
}
