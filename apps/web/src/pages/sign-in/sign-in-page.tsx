import { Page, PageHeader } from '@virlab/ui';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** Choosing a university. */
export default function SignInPage() {
  const { shell } = useTexts();
  usePageTitle(shell.signIn);
  return (
    <Page width="fluid">
      <PageHeader title={shell.signIn} />
    </Page>
  );
}
