import { ApiError } from '@virlab/api-client';
import { Page, PageHeader, RowsLoading } from '@virlab/ui';
import { usePolicyDraft } from '../../data/policy-draft';
import { usePolicyVersions } from '../../data/policy-versions';
import { PolicyTabs } from '../../features/policy-tabs/policy-tabs';
import { ProblemPage } from '../../shell/problem-page';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { VersionsCompared } from './versions-compared';

/** What was published, how any two versions differ, and the steps that make the draft one of them. */
export default function PolicyVersionsPage() {
  const { staff, shell } = useTexts();
  const texts = staff.policy.versions;
  const draft = usePolicyDraft();
  const versions = usePolicyVersions();
  usePageTitle(texts.title);
  if (draft.data && versions.data)
    return <VersionsCompared draft={draft.data} versions={versions.data.versions} />;
  const error = draft.error ?? versions.error;
  if (error instanceof ApiError) return <ProblemPage problem={error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={texts.title}>{texts.lead}</PageHeader>
      <PolicyTabs />
      <RowsLoading rows={6} height={72} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}
