import { Page, PageHeader } from '@virlab/ui';
import { useBreakGlass } from '../../data/grants';
import { useSessionQuery } from '../../data/session';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import classes from './break-glass.module.css';
import { BreakGlassForm } from './break-glass-form';
import { BreakGlassState } from './break-glass-state';

/** The way in for an emergency; who looks after Virlab also sees whether somebody is in, and when it was last proved. */
export default function BreakGlassPage() {
  const { breakGlass: texts } = useTexts();
  const session = useSessionQuery().data;
  const state = useBreakGlass(session?.abilities.includes('audit.read') ?? false).data;
  usePageTitle(texts.title);
  return (
    <Page width="reading">
      <PageHeader title={texts.title}>{texts.lead}</PageHeader>
      <div className={classes.parts}>
        {state ? <BreakGlassState state={state} /> : null}
        <BreakGlassForm />
      </div>
    </Page>
  );
}
