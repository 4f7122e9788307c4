import { ApiError } from '@virlab/api-client';
import { Page, PageHeader, RowsLoading } from '@virlab/ui';
import { useState } from 'react';
import { usePolicyDraft } from '../../data/policy-draft';
import { useReadImport } from '../../data/policy-imports';
import { PolicyTabs } from '../../features/policy-tabs/policy-tabs';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { ProblemPage } from '../../shell/problem-page';
import { useSession } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { type ChosenFile, ChooseFile } from './choose-file';
import { ExportPolicy } from './export-policy';
import { ImportReport } from './import-report';
import classes from './policy-import.module.css';

/** Brings foreign files into the draft, with a report of what that changes, and takes the policy out as a file. */
export default function PolicyImportPage() {
  const { staff, shell } = useTexts();
  const texts = staff.policy.imports;
  const mayEdit = useSession().abilities.includes('policy.edit');
  const draft = usePolicyDraft();
  const read = useReadImport();
  const [file, setFile] = useState<ChosenFile>();
  const [known, setKnown] = useState<Record<string, string>>({});
  usePageTitle(texts.title);
  if (draft.error instanceof ApiError) return <ProblemPage problem={draft.error.problem} />;
  const readFile = (chosen: ChosenFile, targets: Record<string, string> = {}) => {
    setFile(chosen);
    setKnown(targets);
    read.mutate({ ...chosen, targets });
  };
  return (
    <Page width="fluid">
      <PageHeader title={texts.title}>{texts.lead}</PageHeader>
      <PolicyTabs />
      <div className={classes.page}>
        {mayEdit ? (
          <ChooseFile isFirst={read.data === undefined} isBusy={read.isPending} onChosen={readFile} />
        ) : null}
        {read.error instanceof ApiError ? <ProblemNote problem={read.error.problem} /> : null}
        {read.isPending ? (
          <RowsLoading rows={3} height={56} label={texts.choose.reading} longLabel={texts.choose.reading} />
        ) : null}
        {read.data && file && draft.data && !read.isPending ? (
          <ImportReport
            key={read.submittedAt}
            report={read.data}
            draft={draft.data}
            onTargets={(targets) => readFile(file, { ...known, ...targets })}
          />
        ) : null}
        {draft.data ? (
          <ExportPolicy draft={draft.data} />
        ) : (
          <RowsLoading rows={2} height={56} label={shell.loading} longLabel={shell.loadingLong} />
        )}
      </div>
    </Page>
  );
}
