import { Page, PageHeader } from '@virlab/ui';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** Everybody who is known here. */
export default function PeoplePage() {
  const { shell } = useTexts();
  usePageTitle(shell.people);
  return (
    <Page width="fluid">
      <PageHeader title={shell.people} />
    </Page>
  );
}
