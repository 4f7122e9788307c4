import { ApiError } from '@virlab/api-client';
import type { PolicyDraft } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Page, PageHeader, RowsLoading } from '@virlab/ui';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { usePolicyDraft } from '../../data/policy-draft';
import { ProblemPage } from '../../shell/problem-page';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { NEW_RULE } from './new-rule-text';
import { RuleEditor } from './rule-editor';

/** What stands in the address of a rule that is not in the draft yet. */
const NEW = 'new';

/** One rule of the draft, written as a form and as YAML at once. */
export default function RulePage() {
  const { staff, shell } = useTexts();
  const { id = NEW } = useParams();
  const draft = usePolicyDraft();
  if (draft.data) return <Rule id={id} draft={draft.data} />;
  if (draft.error instanceof ApiError) return <ProblemPage problem={draft.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={staff.rule.newRule}> </PageHeader>
      <RowsLoading rows={4} height={96} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}

function Rule({ id, draft }: { id: string; draft: PolicyDraft }) {
  // A rule that gets its id, or another one, by being kept stays on the page with its history.
  const [names, setNames] = useState([id]);
  if (!names.includes(id)) setNames([id]);
  const rule = draft.rules.find((one) => one.id === id);
  const isNew = id === NEW;
  if (!isNew && !rule && names.length === 1) return <Gone />;
  return (
    <RuleEditor
      key={names[0]}
      draft={draft}
      id={isNew ? undefined : id}
      begun={{ text: rule?.yaml ?? NEW_RULE, base: rule?.base ?? null }}
      onRenamed={(next) => setNames([...names, next])}
    />
  );
}

function Gone() {
  const { rule: texts } = useTexts().staff;
  usePageTitle(texts.gone);
  return (
    <Page width="fluid">
      <PageHeader title={texts.gone}>
        <Button component={Link} to="/policy" variant="filled">
          {texts.goneBack}
        </Button>
      </PageHeader>
    </Page>
  );
}
