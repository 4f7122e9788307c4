import type { Machine, MachineAction } from '@virlab/contracts';
import { ApiError } from '@virlab/api-client';
import { ConfirmDialog, type PowerAction } from '@virlab/ui';
import {
  IconBolt,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnectedX,
  IconPower,
  IconRefresh,
  IconRestore,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useMachineAction } from '../../data/machines';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { likelyAction } from './primary-step';

const ORDER: readonly MachineAction[] = [
  'start',
  'resume',
  'shutdown',
  'restart',
  'pause',
  'reset',
  'revert',
  'force-off',
];

const ICONS: Record<MachineAction, typeof IconPower> = {
  start: IconPlayerPlay,
  resume: IconPlayerPlay,
  shutdown: IconPower,
  restart: IconRefresh,
  pause: IconPlayerPause,
  reset: IconBolt,
  revert: IconRestore,
  'force-off': IconPlugConnectedX,
};

/** These lose something, so they are asked twice. */
const ASKED_TWICE = ['revert', 'force-off', 'reset'] as const;
type AskedTwice = (typeof ASKED_TWICE)[number];
const isAskedTwice = (action: MachineAction): action is AskedTwice =>
  (ASKED_TWICE as readonly string[]).includes(action);

export interface MachineActions {
  /** Every action, refused ones with their reason. */
  all: PowerAction[];
  /** The likely one. */
  likely: PowerAction;
  /** All but the likely one. */
  others: PowerAction[];
  /** Asks for an action; true when it was taken. */
  ask: (action: MachineAction) => Promise<boolean>;
  isAsking: boolean;
  /** Why the last action was refused by the server, in words. */
  failure: string | undefined;
  /** The confirmation; to be put somewhere in the page. */
  dialog: ReactNode;
}

/** The actions of one machine as its server allows them, with their words, refusals and confirmations. */
export function useMachineActions(machine: Machine): MachineActions {
  const { machines: texts, errors } = useTexts();
  const format = useFormat();
  const mutation = useMachineAction();
  const [confirming, setConfirming] = useState<AskedTwice>();

  const ask = async (action: MachineAction): Promise<boolean> => {
    try {
      await mutation.mutateAsync({ id: machine.id, action });
      return true;
    } catch {
      return false;
    }
  };
  const refusal = (action: MachineAction): string | undefined => {
    const ability = machine.actions.find((one) => one.action === action);
    if (ability?.allowed) return undefined;
    return texts.refusal(ability?.reason ?? 'not-entitled', action);
  };
  const item = (action: MachineAction): PowerAction => {
    const Icon = ICONS[action];
    return {
      id: action,
      word: texts.actions[action],
      icon: <Icon size={16} stroke={1.75} aria-hidden="true" />,
      refusal: refusal(action),
      danger: action === 'revert' || action === 'force-off',
      onClick: () => (isAskedTwice(action) ? setConfirming(action) : void ask(action)),
    };
  };

  const likely = likelyAction(machine);
  const all = ORDER.map(item);
  const words = confirmWords(confirming ?? 'revert', machine, texts.confirm, format.day);
  const lesser = words.lesser && refusal(words.lesser.action) === undefined ? words.lesser : undefined;
  const answer = (action: MachineAction) => {
    setConfirming(undefined);
    void ask(action);
  };
  const cancelWord = useTexts().shell.cancel;

  return {
    all,
    likely: item(likely),
    others: all.filter(({ id }) => id !== likely),
    ask,
    isAsking: mutation.isPending,
    failure: mutation.error
      ? failureWords(mutation.error, errors, texts.actions, mutation.variables?.action, texts)
      : undefined,
    dialog: (
      <ConfirmDialog
        opened={confirming !== undefined}
        title={words.title}
        confirm={texts.actions[confirming ?? 'revert']}
        cancel={cancelWord}
        onCancel={() => setConfirming(undefined)}
        onConfirm={() => confirming && answer(confirming)}
        lesser={lesser ? { word: lesser.word, onClick: () => answer(lesser.action) } : undefined}
      >
        {words.loss}
      </ConfirmDialog>
    ),
  };
}

type Confirm = ReturnType<typeof useTexts>['machines']['confirm'];
type Lesser = { action: MachineAction; word: string };

function confirmWords(
  action: AskedTwice,
  machine: Machine,
  texts: Confirm,
  day: (moment: string, now: number) => string,
): { title: string; loss: string; lesser?: Lesser } {
  switch (action) {
    case 'revert':
      return {
        title: texts.revertTitle,
        loss: machine.diskSince ? texts.revertLoss(day(machine.diskSince, Date.now())) : texts.revertLossAll,
      };
    case 'force-off':
      return {
        title: texts.forceOffTitle(machine.title),
        loss: texts.forceOffLoss,
        lesser: { action: 'shutdown', word: texts.forceOffLesser },
      };
    case 'reset':
      return {
        title: texts.resetTitle(machine.title),
        loss: texts.resetLoss,
        lesser: { action: 'restart', word: texts.resetLesser },
      };
  }
}

type All = ReturnType<typeof useTexts>;

function failureWords(
  error: Error,
  errors: All['errors'],
  actions: Record<MachineAction, string>,
  action: MachineAction | undefined,
  texts: All['machines'],
): string {
  const code = error instanceof ApiError ? error.code : 'internal';
  const reason = error instanceof ApiError ? error.problem.context?.['reason'] : undefined;
  const told = code in errors ? errors[code as keyof typeof errors].title : errors.internal.title;
  const why = code === 'action-not-possible' && reason ? texts.refusal(reason as 'already-so', action) : told;
  return action ? `${actions[action]}: ${why}` : why;
}
