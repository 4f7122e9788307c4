import { ApiError } from '@virlab/api-client';
import { Page, PageHeader, RowsLoading } from '@virlab/ui';
import { usePolicyDraft } from '../../data/policy-draft';
import { PolicyTabs } from '../../features/policy-tabs/policy-tabs';
import { ProblemPage } from '../../shell/problem-page';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { DraftCases } from './draft-cases';

/** The test cases that are saved with the policy, and what comes out of them under the draft. */
export default function PolicyCasesPage() {
  const { staff, shell } = useTexts();
  const texts = staff.policy.cases;
  const draft = usePolicyDraft();
  usePageTitle(texts.title);
  if (draft.data) return <DraftCases draft={draft.data} />;
  if (draft.error instanceof ApiError) return <ProblemPage problem={draft.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={texts.title}> </PageHeader>
      <PolicyTabs />
      <RowsLoading rows={8} height={48} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}
