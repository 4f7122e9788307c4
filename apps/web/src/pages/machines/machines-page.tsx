import { Page, PageHeader } from '@virlab/ui';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** My machines. */
export default function MachinesPage() {
  const { shell } = useTexts();
  usePageTitle(shell.machines);
  return (
    <Page width="fluid">
      <PageHeader title={shell.machines} />
    </Page>
  );
}
