import { Page, PageHeader } from '@virlab/ui';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** One person and their rights. */
export default function PersonPage() {
  const { shell } = useTexts();
  usePageTitle(shell.people);
  return (
    <Page width="fluid">
      <PageHeader title={shell.people} />
    </Page>
  );
}
