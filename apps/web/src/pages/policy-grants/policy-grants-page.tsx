import { ApiError } from '@virlab/api-client';
import { Page, PageHeader, RowsLoading } from '@virlab/ui';
import { useGrants } from '../../data/grants';
import { PolicyTabs } from '../../features/policy-tabs/policy-tabs';
import { ProblemPage } from '../../shell/problem-page';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { GrantsView } from './grants-view';

/** What was given by hand, apart from the rules; `person`, `class` and `target` in the address fill the form in. */
export default function PolicyGrantsPage() {
  const { staff, shell } = useTexts();
  const grants = useGrants();
  usePageTitle(staff.grants.title);
  if (grants.data) return <GrantsView {...grants.data} />;
  if (grants.error instanceof ApiError) return <ProblemPage problem={grants.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={staff.grants.title}>{staff.grants.lead}</PageHeader>
      <PolicyTabs />
      <RowsLoading rows={4} height={64} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}
