import { ApiError } from '@virlab/api-client';
import type { DryRun } from '@virlab/contracts';
import { Page, RowsLoading } from '@virlab/ui';
import { usePolicyDraft } from '../../data/policy-draft';
import { useDryRun } from '../../data/dry-runs';
import { ProblemPage } from '../../shell/problem-page';
import { usePageTitle } from '../../shell/use-page-title';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { DryRunView } from './dry-run-view';
import { RunHeader } from './run-header';
import { RunNone } from './run-none';
import { useRunChoice } from './use-run-choice';

/** What publishing would do to everybody who is known: the last dry run of the draft or of a version, or a new one. */
export default function DryRunPage() {
  const { staff, shell } = useTexts();
  const texts = staff.dryRun;
  const format = useFormat();
  const draft = usePolicyDraft();
  const choice = useRunChoice(draft.data);
  const run = useDryRun(choice.id);
  const title = choice.of === 'draft' ? texts.title : texts.titleOf(format.number(choice.of));
  usePageTitle(title);

  if (!draft.data && draft.error instanceof ApiError) return <ProblemPage problem={draft.error.problem} />;
  const shown: DryRun | undefined = choice.id === '' ? undefined : run.data;
  const isGone = run.error instanceof ApiError && run.error.code === 'dry-run-not-found';
  if (run.error instanceof ApiError && !isGone && !run.data)
    return <ProblemPage problem={run.error.problem} />;
  const isAwaited = !draft.data || choice.isStarting || (choice.id !== '' && !isGone && !shown);
  return (
    <Page width="fluid">
      {shown && draft.data ? (
        <DryRunView key={shown.id} run={shown} draft={draft.data} choice={choice} title={title} />
      ) : (
        <>
          <RunHeader title={title} draft={draft.data} />
          {isAwaited && !choice.problem ? (
            <RowsLoading rows={5} height={72} label={shell.loading} longLabel={shell.loadingLong} />
          ) : (
            <RunNone choice={choice} hasDraft={draft.data?.exists ?? false} />
          )}
        </>
      )}
    </Page>
  );
}
