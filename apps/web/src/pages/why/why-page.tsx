import { Page, PageHeader } from '@virlab/ui';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** Why somebody has a right, or has not. */
export default function WhyPage() {
  const { shell } = useTexts();
  usePageTitle(shell.why);
  return (
    <Page width="fluid">
      <PageHeader title={shell.why} />
    </Page>
  );
}
