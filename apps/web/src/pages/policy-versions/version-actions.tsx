import type { PolicyDraft, PolicyVersion } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react';
import { useFormat, useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import type { OpenStep } from './use-steps';

export interface VersionActionsProps {
  draft: PolicyDraft;
  /** The chosen version that is not in force. */
  target: PolicyVersion | undefined;
  onStep: (step: OpenStep) => void;
}

/** What the viewer may do next; a step that is not open yet is there, disabled, with its reason. */
export function VersionActions({ draft, target, onStep }: VersionActionsProps) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  const format = useFormat();
  const { abilities } = useSession();
  const { approval } = draft;
  // Only the last publication can be taken back by one person where two are wanted.
  const isFar = target !== undefined && approval.needed && target.version !== draft.publishedVersion - 1;
  const isDraft = draft.exists && draft.changes > 0;
  const mayEdit = abilities.includes('policy.edit');
  const mayPublish = abilities.includes('policy.publish');
  const isAsked = approval.askedBy !== undefined;
  const isApproved = approval.approvedBy !== undefined;
  // The brake is let go by a typed word, so it keeps nobody from the dialog.
  const isReady = approval.whyNot === undefined || approval.whyNot === 'brake';
  const mayAsk = isReady || approval.whyNot === 'approval-needed' || approval.whyNot === 'not-allowed';
  const why = approval.whyNot && staff.policy.whyNot[approval.whyNot];
  const isAsking = approval.needed && !isAsked && !isApproved;
  const canPublish = (approval.mayPublish || isReady) && (!approval.needed || isApproved);
  return (
    <>
      {mayEdit && isFar ? (
        <Button
          leftSection={<IconPencil size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => onStep({ kind: 'load', version: target.version })}
        >
          {texts.load(format.number(target.version))}
        </Button>
      ) : null}
      {mayPublish && target && !isFar ? (
        <Button
          leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => onStep({ kind: 'roll-back', version: target.version })}
        >
          {texts.rollBackTo(format.number(target.version))}
        </Button>
      ) : null}
      {isDraft && mayEdit && (isAsked || isApproved) ? (
        <Button onClick={() => onStep({ kind: 'withdraw' })}>{texts.withdraw}</Button>
      ) : null}
      {isDraft && mayPublish && approval.mayApprove ? (
        <Button variant="filled" onClick={() => onStep({ kind: 'approve' })}>
          {texts.approve}
        </Button>
      ) : null}
      {isDraft && mayEdit && isAsking ? (
        <Button
          variant="filled"
          disabled={!mayAsk}
          title={mayAsk ? undefined : why}
          onClick={() => onStep({ kind: 'ask' })}
        >
          {texts.ask}
        </Button>
      ) : null}
      {isDraft && mayPublish && !isAsking ? (
        <Button
          variant={canPublish ? 'filled' : 'default'}
          disabled={!canPublish}
          title={canPublish ? undefined : why}
          onClick={() => onStep({ kind: 'publish' })}
        >
          {texts.publish}
        </Button>
      ) : null}
    </>
  );
}
