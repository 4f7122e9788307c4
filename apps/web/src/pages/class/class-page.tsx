import { Page, PageHeader } from '@virlab/ui';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** The wall of a class. */
export default function ClassPage() {
  const { shell } = useTexts();
  usePageTitle(shell.teach);
  return (
    <Page width="fluid">
      <PageHeader title={shell.teach} />
    </Page>
  );
}
