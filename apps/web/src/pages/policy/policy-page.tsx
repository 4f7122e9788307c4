import { Page, PageHeader } from '@virlab/ui';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** The published rules. */
export default function PolicyPage() {
  const { shell } = useTexts();
  usePageTitle(shell.policy);
  return (
    <Page width="fluid">
      <PageHeader title={shell.policy} />
    </Page>
  );
}
