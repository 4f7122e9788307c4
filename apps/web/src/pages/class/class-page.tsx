import { ApiError } from '@virlab/api-client';
import { Page, PageHeader, RowsLoading } from '@virlab/ui';
import { useParams } from 'react-router';
import { useClass } from '../../data/classes';
import { ProblemPage } from '../../shell/problem-page';
import { useSession } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { ClassBoard } from './class-board';

/** A class: everybody in it, the screens of their machines, who is missing and why. */
export default function ClassPage() {
  const { staff, shell } = useTexts();
  const { id = '' } = useParams();
  const view = useClass(id);
  const { classes } = useSession();
  const known = view.data ?? classes.find((one) => one.id === id);
  const title = known ? staff.class.titled(known.code, known.title) : shell.teach;
  usePageTitle(title);
  if (view.data) return <ClassBoard key={id} view={view.data} title={title} />;
  if (view.error instanceof ApiError) return <ProblemPage problem={view.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={title}> </PageHeader>
      <RowsLoading rows={6} height={120} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}
