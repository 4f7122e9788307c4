import { Page, PageHeader } from '@virlab/ui';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** A machine's screen in the full window. */
export default function ConsolePage() {
  const { shell } = useTexts();
  usePageTitle(shell.machines);
  return (
    <Page width="fluid">
      <PageHeader title={shell.machines} />
    </Page>
  );
}
