import { Button } from '@mantine/core';
import { StateGlyph } from '@virlab/ui';
import { useEffect, useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './console.module.css';
import { type ConsoleLife, consoleState } from './console-life';
import { listenForRelease } from './release-keys';
import type { ConsoleHandle } from './use-console';

const HINT_KEPT_AS = 'virlab-keyboard-hint';
const HINT_MS = 8_000;

export interface ConsoleStageProps {
  handle: ConsoleHandle;
  /** The person let go of the keyboard: the focus goes to the tools. */
  onRelease: () => void;
  onShortcut: (letter: string) => void;
}

/** The screen itself, with what stands over it while there is no connection. */
export function ConsoleStage({ handle, onRelease, onShortcut }: ConsoleStageProps) {
  const { life, host, lastPicture, screen } = handle;
  const texts = useTexts().console;
  const state = consoleState(life);
  const [hint, setHint] = useState(false);

  useEffect(() => {
    const place = host.current;
    if (!place) return;
    return listenForRelease(place, {
      onRelease: () => {
        screen?.blur();
        onRelease();
      },
      onShortcut,
    });
  }, [host, screen, onRelease, onShortcut]);

  useEffect(() => {
    if (!hint) return;
    const timer = setTimeout(() => setHint(false), HINT_MS);
    return () => clearTimeout(timer);
  }, [hint]);

  const showHintOnce = () => {
    if (localStorage.getItem(HINT_KEPT_AS)) return;
    localStorage.setItem(HINT_KEPT_AS, 'shown');
    setHint(true);
  };

  return (
    <div className={classes.stage} data-state={state}>
      <canvas
        ref={lastPicture}
        className={classes.lastPicture}
        aria-hidden="true"
        hidden={state === 'connected'}
      />
      <div
        ref={host}
        className={classes.host}
        data-testid="console-screen"
        data-console-state={state}
        onFocus={showHintOnce}
      />
      {state === 'connected' ? null : <Veil handle={handle} />}
      <p className={classes.hint} role="status" hidden={!hint || state !== 'connected'}>
        {hint ? texts.keyboardHint : ''}
      </p>
    </div>
  );
}

function Veil({ handle }: { handle: ConsoleHandle }) {
  const { life } = handle;
  const { console: texts, errors } = useTexts();
  if (life.phase === 'closed') {
    const cause = life.cause === 'dropped' ? 'console-unavailable' : life.cause;
    const text = errors[cause] ?? errors.internal;
    return (
      <div className={classes.veil}>
        <div className={classes.message} role="alert" data-cause={cause}>
          <StateGlyph shape={cause === 'console-taken-over' ? 'absent' : 'locked'} size={28} />
          <p className={classes.messageTitle}>{text.title}</p>
          <p>{text.body}</p>
          <p className={classes.messageStep}>{text.step}</p>
          <Button variant="filled" onClick={handle.openAgain}>
            {cause === 'console-taken-over' ? texts.takeBack : texts.openAgain}
          </Button>
        </div>
      </div>
    );
  }
  if (life.phase === 'open' || life.tries === 0) {
    return (
      <div className={classes.veil}>
        <p className={classes.connecting} role="status">
          <StateGlyph shape="starting" size={16} plain />
          {texts.connecting}
        </p>
      </div>
    );
  }
  return (
    <div className={classes.veil} data-quiet>
      <Reconnecting life={life} handle={handle} />
    </div>
  );
}

function Reconnecting({
  life,
  handle,
}: {
  life: Exclude<ConsoleLife, { phase: 'closed' }>;
  handle: ConsoleHandle;
}) {
  const { console: texts, errors } = useTexts();
  const format = useFormat();
  const [lostAt] = useState(() => (life.phase === 'waiting' ? life.lostAt : undefined));
  const [cause, setCause] = useState(life.phase === 'waiting' ? life.cause : 'dropped');
  const seconds = useSecondsTo(life.phase === 'waiting' ? life.until : undefined);
  if (life.phase === 'waiting' && life.cause !== cause) setCause(life.cause);
  const told = cause === 'dropped' || cause === 'unreachable' ? undefined : errors[cause];
  const text = lostAt === undefined ? texts.lostTextNoPicture : texts.lostText(format.timeExact(lostAt));
  const count = format.number(life.tries);
  return (
    <div className={classes.dialog} role="alert">
      <StateGlyph shape="starting" />
      <div>
        <h2>{told?.title ?? texts.lostTitle}</h2>
        <p className="vl-muted">{told?.body ?? text}</p>
        <div className={classes.dialogSteps}>
          <span className="vl-num" aria-live="off">
            {life.phase === 'waiting'
              ? texts.tryCount(count, format.seconds(Math.max(2, seconds)))
              : texts.trying(count)}
          </span>
          <Button onClick={handle.tryNow} disabled={life.phase !== 'waiting'}>
            {texts.tryNow}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Whole seconds until a moment, counted down. */
function useSecondsTo(until: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === undefined) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [until]);
  return until === undefined ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
}
