import type { Machine } from '@virlab/contracts';
import { ActionIcon, Button, Popover, SegmentedControl } from '@mantine/core';
import {
  IconClipboardText,
  IconLayoutSidebarRightCollapse,
  IconLayoutSidebarRightExpand,
  IconMaximize,
} from '@tabler/icons-react';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useTexts } from '../../texts/texts-provider';
import classes from './console.module.css';
import { ConnectionWord } from './connection-word';
import { ConsoleStage } from './console-stage';
import { KeyRow } from './key-buttons';
import { hasLiveScreen, MachineStage } from './machine-stage';
import { PasteForm } from './paste-form';
import { useConsole } from './use-console';

export interface ConsoleFrameProps {
  machine: Machine;
  isPanelShown: boolean;
  onTogglePanel: () => void;
  /** What stands below the words of a stopped, paused or failed machine. */
  steps?: ReactNode;
}

/** The frame around a machine's screen: tools, stage, and on phones a row of keys. */
export function ConsoleFrame({ machine, isPanelShown, onTogglePanel, steps }: ConsoleFrameProps) {
  const { console: texts, machines } = useTexts();
  const panelToggle = <PanelToggle isShown={isPanelShown} onToggle={onTogglePanel} />;
  return (
    <section className={classes.frame} aria-label={texts.label(machine.title)}>
      {hasLiveScreen(machine) ? (
        // A new start is a new screen: the viewer of the old one goes with it.
        <LiveConsole key={machine.activation} machine={machine} panelToggle={panelToggle} />
      ) : (
        <>
          <div className={classes.tools}>
            <span className="vl-small vl-muted">{machines.page.opensHere}</span>
            <span className={classes.space} />
            {panelToggle}
          </div>
          <div className={classes.stage}>
            <MachineStage machine={machine} steps={steps} />
          </div>
        </>
      )}
    </section>
  );
}

function PanelToggle({ isShown, onToggle }: { isShown: boolean; onToggle: () => void }) {
  const { page } = useTexts().machines;
  const word = isShown ? page.hidePanel : page.showPanel;
  const Icon = isShown ? IconLayoutSidebarRightCollapse : IconLayoutSidebarRightExpand;
  return (
    <ActionIcon
      className="vl-wide-only"
      aria-label={word}
      title={word}
      aria-expanded={isShown}
      onClick={onToggle}
    >
      <Icon size={18} stroke={1.75} />
    </ActionIcon>
  );
}

function LiveConsole({ machine, panelToggle }: { machine: Machine; panelToggle: ReactNode }) {
  const texts = useTexts().console;
  const navigate = useNavigate();
  const [fit, setFit] = useState(true);
  const [isPasting, setIsPasting] = useState(false);
  const tools = useRef<HTMLDivElement>(null);
  const handle = useConsole(machine, fit, texts.screen(machine.title));
  const { screen, life } = handle;
  const fullWindow = `/machines/${machine.id}/console`;

  const release = useCallback(() => tools.current?.querySelector<HTMLElement>('a, button')?.focus(), []);
  const shortcut = useCallback(
    (letter: string) => {
      if (letter === 'f') void navigate(fullWindow);
      if (letter === 'k') setIsPasting(true);
    },
    [navigate, fullWindow],
  );
  const closePaste = () => {
    setIsPasting(false);
    screen?.focus();
  };

  return (
    <>
      <div className={classes.tools} role="toolbar" aria-label={texts.toolbar} ref={tools}>
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
        <span className={`${classes.divider} vl-wide-only`} />
        {machine.display === 'text' ? null : (
          <Button
            className="vl-wide-only"
            variant="subtle"
            px={9}
            disabled={!screen}
            onClick={() => {
              screen?.ctrlAltDel();
              screen?.focus();
            }}
          >
            {texts.ctrlAltDel}
          </Button>
        )}
        <Popover
          opened={isPasting}
          onChange={setIsPasting}
          width="min(336px, calc(100vw - 16px))"
          position="bottom-start"
          trapFocus
          withinPortal
        >
          <Popover.Target>
            <Button
              variant="subtle"
              px={9}
              aria-label={texts.pasteTitle}
              aria-expanded={isPasting}
              disabled={!screen}
              leftSection={<IconClipboardText size={18} stroke={1.75} aria-hidden="true" />}
              className={classes.wordOnWide}
              onClick={() => setIsPasting(!isPasting)}
            >
              {texts.paste}
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label={texts.pasteTitle}>
            <PasteForm screen={screen} onDone={closePaste} />
          </Popover.Dropdown>
        </Popover>
        <span className={classes.space} />
        {life.phase === 'open' && life.ticket.mode === 'view' ? (
          <span className="vl-small vl-muted">{texts.viewOnly}</span>
        ) : null}
        <ConnectionWord life={life} />
        <span className={classes.divider} />
        <ActionIcon
          component={Link}
          to={fullWindow}
          aria-label={texts.fullWindow}
          title={`${texts.fullWindow} (Ctrl Alt Shift F)`}
        >
          <IconMaximize size={18} stroke={1.75} />
        </ActionIcon>
        {panelToggle}
      </div>
      <ConsoleStage handle={handle} onRelease={release} onShortcut={shortcut} />
      <KeyRow screen={screen} display={machine.display} />
    </>
  );
}
