import type { Machine, StartStage } from '@virlab/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { type Stage, Stages, StateGlyph } from '@virlab/ui';
import type { ReactNode } from 'react';
import { keys } from '../../data/keys';
import { screenUrl } from '../../data/machines';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { endedWords } from '../../texts/machines/ended-words';
import { useTexts } from '../../texts/texts-provider';
import classes from './console.module.css';

/** True while the machine has a screen that this person may open. */
export function hasLiveScreen(machine: Machine): boolean {
  return machine.console.allowed && (machine.state === 'running' || machine.state === 'stopping');
}

export interface MachineStageProps {
  machine: Machine;
  steps?: ReactNode;
}

/** What stands in place of the screen while there is none: why, what is kept, and what comes next. */
export function MachineStage({ machine, steps }: MachineStageProps) {
  if (machine.state === 'starting' || (machine.state === 'queued' && machine.start)) {
    return (
      <div className={classes.veil} data-clear>
        <Starting machine={machine} />
      </div>
    );
  }
  if (machine.state === 'unknown') {
    return (
      <>
        {machine.hasScreen ? (
          <img className={classes.oldPicture} src={screenUrl(machine.id, machine.activation)} alt="" />
        ) : null}
        <div className={classes.veil}>
          <HostSilent machine={machine} />
        </div>
      </>
    );
  }
  return (
    <>
      {machine.state === 'paused' && machine.hasScreen ? (
        <img className={classes.oldPicture} src={screenUrl(machine.id, machine.activation)} alt="" />
      ) : null}
      <div className={classes.veil} data-clear>
        <StateWords machine={machine} steps={steps} />
      </div>
    </>
  );
}

const ORDER: readonly StartStage[] = ['placed', 'disk', 'power', 'picture', 'ready'];
/** A start that takes this many times its usual says so. */
const SLOW_FACTOR = 3;

/** Seconds since the start was asked: those measured up to the last stage, and those since. */
function secondsOfStart({ start, since }: Machine, now: number): number {
  const measured = start?.done.at(-1)?.seconds ?? 0;
  return measured + Math.max(0, (now - Date.parse(start?.since ?? since)) / 1000);
}

function Starting({ machine }: { machine: Machine }) {
  const texts = useTexts().machines;
  const { page } = texts;
  const format = useFormat();
  const now = useNow(1_000);
  const start = machine.start;
  const done = new Map(start?.done.map(({ stage, seconds }) => [stage, seconds]));
  const current = start?.stage ?? 'placed';
  const elapsed = secondsOfStart(machine, now);
  const stages = ORDER.map((stage): Stage => {
    const seconds = done.get(stage);
    const isCurrent = stage === current && seconds === undefined;
    return {
      id: stage,
      word: texts.stageNow(stage),
      status: isCurrent ? 'current' : seconds === undefined ? 'coming' : 'done',
      seconds: isCurrent
        ? format.seconds(Math.floor(elapsed))
        : seconds === undefined
          ? undefined
          : format.seconds(seconds),
    };
  });
  const isSlow = start?.usualSeconds !== undefined && elapsed > SLOW_FACTOR * start.usualSeconds;
  const lead = isSlow
    ? page.slow(texts.stageNow(current))
    : start?.usualSeconds === undefined
      ? page.opensItself
      : page.usually(format.seconds(Math.max(2, start.usualSeconds)));
  const count = page.stageCount(format.number(done.size), format.number(ORDER.length));
  return <Stages title={page.ready} lead={lead} stages={stages} progress={count} />;
}

function HostSilent({ machine }: { machine: Machine }) {
  const { machines, shell } = useTexts();
  const format = useFormat();
  const client = useQueryClient();
  const { page } = machines;
  return (
    <div className={classes.dialog} role="alert">
      <StateGlyph shape="unknown" />
      <div>
        <h2>{page.unknown}</h2>
        <p className="vl-muted">{page.unknownText(format.time(machine.since))}</p>
        <p className={classes.dialogTurn}>
          <b>{shell.turns.nobody}.</b> {page.unknownTurn}
        </p>
        <div className={classes.dialogSteps}>
          <span />
          <Button onClick={() => void client.invalidateQueries({ queryKey: keys.machine(machine.id) })}>
            {page.lookNow}
          </Button>
        </div>
      </div>
    </div>
  );
}

function StateWords({ machine, steps }: MachineStageProps) {
  const texts = useTexts();
  const { page } = texts.machines;
  const format = useFormat();
  const now = useNow(60_000);
  const since = format.since(machine.since, now);
  const until = machine.grant?.validUntil;
  const stoppedText = [
    page.stoppedText(since),
    ...(until ? [page.stoppedUntil(format.day(until, now))] : []),
  ].join(' ');
  const endedText = endedWords(machine, texts, format, now) ?? page.endedAccessText;
  const words = {
    stopped: machine.grant ? [page.stopped, stoppedText] : [page.endedAccess, endedText],
    paused: machine.grant
      ? [page.paused, machine.failure?.message ?? page.pausedText(since)]
      : [page.endedAccess, endedText],
    stopping: [page.stopping, page.stoppingText],
    reverting: [page.reverting, page.revertingText],
    queued: [page.queued, page.queuedText],
    failed: [page.failed, machine.failure?.message ?? page.failedText],
    running: [page.endedAccess, endedText],
  }[machine.state as 'stopped'] ?? [page.stopped, stoppedText];
  return (
    <div className={classes.message}>
      <StateGlyph shape={machine.state} size={28} />
      <p className={classes.messageTitle}>{words[0]}</p>
      <p>{words[1]}</p>
      {machine.state === 'failed' ? <p className={classes.messageStep}>{page.failedTurn}</p> : null}
      {steps}
    </div>
  );
}
