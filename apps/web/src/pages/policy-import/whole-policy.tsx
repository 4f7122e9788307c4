import { ApiError } from '@virlab/api-client';
import type { PolicyDraft } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, Note } from '@virlab/ui';
import { IconCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useSaveSource } from '../../data/policy-draft';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-import.module.css';

/** A file that is a whole policy of ours can take the place of the draft. */
export function WholePolicy({ source, draft }: { source: string; draft: PolicyDraft }) {
  const { staff } = useTexts();
  const texts = staff.policy.imports;
  const save = useSaveSource();
  return (
    <Card title={texts.whole.title} padded>
      <p className="vl-muted">{texts.whole.body}</p>
      {save.error instanceof ApiError ? <ProblemNote problem={save.error.problem} /> : null}
      <div role="status" className={classes.whole}>
        {save.isSuccess ? (
          <Note tone="ok" icon={<IconCheck size={18} stroke={1.75} aria-hidden="true" />}>
            <p>
              {texts.whole.done} <Link to="/policy">{texts.rules.look}</Link>
            </p>
          </Note>
        ) : null}
      </div>
      {save.isSuccess ? null : (
        <Button disabled={save.isPending} onClick={() => save.mutate({ revision: draft.revision, source })}>
          {texts.whole.put}
        </Button>
      )}
    </Card>
  );
}
