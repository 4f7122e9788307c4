import { ConfirmDialog } from '@virlab/ui';
import { useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';
import { useTexts } from '../../texts/texts-provider';

export interface LeaveGuardProps {
  /** Whether something is not kept, asked at the moment of leaving. */
  isDirty: () => boolean;
  name: string;
  /** Keeps the rule; answers whether that went well. */
  onKeep: () => Promise<boolean>;
}

/** Asks before what was written is lost by leaving the page. */
export function LeaveGuard({ isDirty, name, onKeep }: LeaveGuardProps) {
  const { rule: texts } = useTexts().staff;
  const latest = useRef(isDirty);
  useEffect(() => {
    latest.current = isDirty;
  });
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isDirty(),
  );
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (latest.current()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, []);
  const leave = blocker.state === 'blocked' ? blocker : undefined;
  return (
    <ConfirmDialog
      opened={leave !== undefined}
      title={texts.leaveTitle}
      confirm={texts.leave}
      cancel={texts.stay}
      onCancel={() => leave?.reset()}
      onConfirm={() => leave?.proceed()}
      lesser={{
        word: texts.keepAndLeave,
        onClick: () => void onKeep().then((isKept) => (isKept ? leave?.proceed() : leave?.reset())),
      }}
    >
      <p>{texts.leaveLoss(name)}</p>
    </ConfirmDialog>
  );
}
