import { ApiError } from '@virlab/api-client';
import { Page, PageHeader, RowsLoading } from '@virlab/ui';
import { usePolicyDraft } from '../../data/policy-draft';
import { PolicyTabs } from '../../features/policy-tabs/policy-tabs';
import { ProblemPage } from '../../shell/problem-page';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { DraftRules } from './draft-rules';

/** The policy that is being worked on: every rule as a sentence, and what keeps it from being published. */
export default function PolicyPage() {
  const { staff, shell } = useTexts();
  const draft = usePolicyDraft();
  usePageTitle(staff.policy.title);
  if (draft.data) return <DraftRules draft={draft.data} />;
  if (draft.error instanceof ApiError) return <ProblemPage problem={draft.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={staff.policy.title}> </PageHeader>
      <PolicyTabs />
      <RowsLoading rows={5} height={96} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}
