import type { Machine, Snapshots } from '@virlab/contracts';
import { Button, TextInput } from '@mantine/core';
import { IconCamera, IconPower } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useMachineAction } from '../../data/machines';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './machine-snapshots.module.css';
import { useRefusal } from './use-refusal';

/** As the server takes them (`snapshotNameSchema`); to tell it while it is typed. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export interface TakeSnapshotProps {
  machine: Machine;
  view: Snapshots;
  isAsking: boolean;
  onTake: (name: string) => void;
}

/** Names a snapshot and takes it; while that cannot be, why, and for a machine that is on the way to turn it off. */
export function TakeSnapshot({ machine, view, isAsking, onTake }: TakeSnapshotProps) {
  const { machines } = useTexts();
  const texts = machines.snapshots;
  const format = useFormat();
  const { take, snapshots, most } = view;
  const [typed, setTyped] = useState<string>();
  if (!take.allowed) {
    if (take.reason === 'still-saving') return null;
    const isFull = snapshots.length >= most;
    if (take.reason === 'is-running' && !isFull) return <TurnOffFirst machine={machine} />;
    const reason = isFull ? 'snapshots-full' : (take.reason ?? 'not-entitled');
    return <p className="vl-small vl-muted">{machines.refusal(reason)}</p>;
  }

  const names = new Set(snapshots.map(({ name }) => name));
  const name = typed ?? suggestion(names, (number) => texts.suggested(format.number(number)));
  const fault = NAME.test(name) ? (names.has(name) ? texts.nameTaken : undefined) : texts.nameRule;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fault) return;
    onTake(name);
    setTyped(undefined);
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        size="sm"
        label={texts.name}
        value={name}
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        error={fault}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        loading={isAsking}
        leftSection={<IconCamera size={16} stroke={1.75} aria-hidden="true" />}
      >
        {texts.take}
      </Button>
    </form>
  );
}

function TurnOffFirst({ machine }: { machine: Machine }) {
  const { machines } = useTexts();
  const texts = machines.snapshots;
  const act = useMachineAction();
  const say = useRefusal();
  const mayShutDown = machine.actions.some(({ action, allowed }) => action === 'shutdown' && allowed);
  // What is borrowed is made clean when it is shut down: there would be nothing left to keep.
  const isOffered = mayShutDown && !machine.mayGiveBack;
  return (
    <div className={classes.form}>
      <p className="vl-small vl-muted">{texts.offFirst}</p>
      {isOffered ? (
        <Button
          size="xs"
          variant="default"
          loading={act.isPending}
          leftSection={<IconPower size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => act.mutate({ id: machine.id, action: 'shutdown' })}
        >
          {texts.shutDown}
        </Button>
      ) : null}
      {act.error ? <p role="alert">{say(act.error)}</p> : null}
    </div>
  );
}

/** The first number that no snapshot has. */
function suggestion(names: ReadonlySet<string>, of: (number: number) => string): string {
  let number = 1;
  while (names.has(of(number))) number++;
  return of(number);
}
