import { Page, PageHeader } from '@virlab/ui';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** One machine and its screen. */
export default function MachinePage() {
  const { shell } = useTexts();
  usePageTitle(shell.machines);
  return (
    <Page width="fluid">
      <PageHeader title={shell.machines} />
    </Page>
  );
}
