import { Page, PageHeader } from '@virlab/ui';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** Hosts and what they run. */
export default function HostsPage() {
  const { shell } = useTexts();
  usePageTitle(shell.hosts);
  return (
    <Page width="fluid">
      <PageHeader title={shell.hosts} />
    </Page>
  );
}
