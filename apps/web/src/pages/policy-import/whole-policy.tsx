import { ApiError } from '@virlab/api-client';
import type { PolicyDraft } from '@virlab/contracts';
import type { SuiteCase } from '@virlab/policy';
import { Button } from '@mantine/core';
import { Card, Note } from '@virlab/ui';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSaveCase, useSaveSource } from '../../data/policy-draft';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-import.module.css';

export interface WholePolicyProps {
  source: string;
  /** Its test cases: SuiteCase of libs/policy. */
  cases: readonly unknown[];
  draft: PolicyDraft;
}

/** A file that is a whole policy of ours can take the place of the draft, test cases too. */
export function WholePolicy({ source, cases, draft }: WholePolicyProps) {
  const { staff } = useTexts();
  const texts = staff.policy.imports;
  const save = useSaveSource();
  const saveCase = useSaveCase();
  const [isDone, setDone] = useState(false);
  const failed = save.error ?? saveCase.error;
  const put = async () => {
    let current = await save.mutateAsync({ revision: draft.revision, source });
    for (const one of cases as readonly SuiteCase[]) {
      const { name, ...document } = one;
      const there = current.cases.find((known) => known.name === name);
      const previous = there ? { previous: { name, base: there.base } } : {};
      current = await saveCase.mutateAsync({ name, document, ...previous });
    }
    setDone(true);
  };
  return (
    <Card title={texts.whole.title} padded>
      <p className="vl-muted">{texts.whole.body}</p>
      {failed instanceof ApiError ? <ProblemNote problem={failed.problem} /> : null}
      <div role="status" className={classes.whole}>
        {isDone ? (
          <Note tone="ok" icon={<IconCheck size={18} stroke={1.75} aria-hidden="true" />}>
            <p>
              {texts.whole.done} <Link to="/policy">{texts.rules.look}</Link>
            </p>
          </Note>
        ) : null}
      </div>
      {isDone ? null : (
        <Button
          disabled={save.isPending || saveCase.isPending}
          // What failed is told above, by the mutation that failed.
          onClick={() => void put().catch(() => undefined)}
        >
          {texts.whole.put}
        </Button>
      )}
    </Card>
  );
}
