import type { PolicyDraft } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { IconPlus, IconSend, IconTestPipe } from '@tabler/icons-react';
import { Link } from 'react-router';
import { stepsOf } from '../../features/policy-steps/steps-of';
import { useTexts } from '../../texts/texts-provider';
import { DraftMenu } from './draft-menu';

export interface DraftActionsProps {
  draft: PolicyDraft;
  mayEdit: boolean;
  onDiscard: () => void;
}

const ICON = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

/** The next step of the draft, filled, and what else begins here. */
export function DraftActions({ draft, mayEdit, onDiscard }: DraftActionsProps) {
  const { staff } = useTexts();
  const texts = staff.policy.list;
  if (!mayEdit) return null;
  const isChanged = draft.exists && draft.changes > 0;
  const current = stepsOf(draft).find(({ state }) => state === 'current')?.step;
  const isDryRun = current === 'approve' || current === 'publish';
  return (
    <>
      {draft.exists ? <DraftMenu draft={draft} onDiscard={onDiscard} /> : null}
      <Button
        component={Link}
        to="/policy/rules/new"
        variant={isChanged ? 'default' : 'filled'}
        leftSection={<IconPlus {...ICON} />}
      >
        {texts.newRule}
      </Button>
      {!isChanged ? null : isDryRun ? (
        <Button component={Link} to="/policy/versions" variant="filled" leftSection={<IconSend {...ICON} />}>
          {texts.toPublish}
        </Button>
      ) : (
        <Button
          component={Link}
          to="/policy/dry-run"
          variant="filled"
          leftSection={<IconTestPipe {...ICON} />}
        >
          {texts.dryRun}
        </Button>
      )}
    </>
  );
}
