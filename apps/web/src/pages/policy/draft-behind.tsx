import type { PolicyDraft } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Note } from '@virlab/ui';
import { IconVersions } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy.module.css';

export interface DraftBehindProps {
  draft: PolicyDraft;
  mayEdit: boolean;
  onRebase: () => void;
  isBusy: boolean;
}

/** Says that another version was published since the draft was begun, and the two ways on. */
export function DraftBehind({ draft, mayEdit, onRebase, isBusy }: DraftBehindProps) {
  const { staff } = useTexts();
  const texts = staff.policy.list;
  const format = useFormat();
  if (!draft.isBehind) return null;
  return (
    <div className={classes.problem}>
      <Note tone="hold" icon={<IconVersions size={18} stroke={1.75} aria-hidden="true" />}>
        <p>{texts.behind(format.number(draft.publishedVersion), format.number(draft.baseVersion))}</p>
        <p className={classes.noteSteps}>
          {mayEdit ? (
            <Button size="xs" onClick={onRebase} disabled={isBusy}>
              {texts.rebase}
            </Button>
          ) : null}
          <Link to={`/policy/versions?from=${draft.publishedVersion}&to=draft`}>{texts.compare}</Link>
        </p>
      </Note>
    </div>
  );
}
