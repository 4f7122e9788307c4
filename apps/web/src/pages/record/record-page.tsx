import { Page, PageHeader } from '@virlab/ui';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** What we know about you. */
export default function RecordPage() {
  const { shell } = useTexts();
  usePageTitle(shell.record);
  return (
    <Page width="fluid">
      <PageHeader title={shell.record} />
    </Page>
  );
}
