import { Page, PageHeader } from '@virlab/ui';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** The audit trail. */
export default function AuditPage() {
  const { shell } = useTexts();
  usePageTitle(shell.audit);
  return (
    <Page width="fluid">
      <PageHeader title={shell.audit} />
    </Page>
  );
}
