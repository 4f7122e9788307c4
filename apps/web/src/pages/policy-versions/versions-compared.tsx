import { ApiError } from '@virlab/api-client';
import type { PolicyDraft, PolicyVersion } from '@virlab/contracts';
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { Note, Page, PageHeader, RowsLoading } from '@virlab/ui';
import { IconCheck } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { usePolicyComparison } from '../../data/policy-versions';
import { DraftComments } from '../../features/draft-comments/draft-comments';
import { PolicyTabs } from '../../features/policy-tabs/policy-tabs';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { type Choice, choiceOf, rollBackTarget } from './choice';
import { DraftStanding } from './draft-standing';
import { LinesCompared } from './lines-compared';
import classes from './policy-versions.module.css';
import { RulesCompared } from './rules-compared';
import { useSteps } from './use-steps';
import { VersionActions } from './version-actions';
import { VersionSteps } from './version-steps';
import { VersionsList } from './versions-list';

export interface VersionsComparedProps {
  draft: PolicyDraft;
  versions: readonly PolicyVersion[];
}

/** The list of versions at the left, what differs between two of them at the right. */
export function VersionsCompared({ draft, versions }: VersionsComparedProps) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  const format = useFormat();
  const [params] = useSearchParams();
  const choice = choiceOf(params, versions, draft);
  const steps = useSteps(draft);
  const { result } = steps;
  return (
    <Page width="fluid">
      <PageHeader
        title={texts.title}
        actions={
          <VersionActions draft={draft} target={rollBackTarget(choice, versions)} onStep={steps.show} />
        }
      >
        {texts.lead}
      </PageHeader>
      <PolicyTabs />
      <div role="status" className={classes.result}>
        {result ? (
          <Note tone="ok" icon={<IconCheck size={18} stroke={1.75} aria-hidden="true" />}>
            <p>
              {result.result === 'published'
                ? texts.published(format.number(result.version))
                : texts.unchangedResult}
            </p>
          </Note>
        ) : null}
      </div>
      <div className={classes.columns}>
        {versions.length > 0 || draft.exists ? (
          <VersionsList draft={draft} versions={versions} chosen={choice.to} />
        ) : null}
        <div className={classes.matter}>
          {versions.length > 0 ? (
            <Chooser draft={draft} versions={versions} choice={choice} />
          ) : (
            <p className="vl-muted">{texts.none}</p>
          )}
          {choice.to === 'draft' ? <DraftStanding draft={draft} /> : null}
          <Difference choice={choice} />
          {choice.to === 'draft' ? <DraftComments draft={draft} mayComment /> : null}
        </div>
      </div>
      <VersionSteps draft={draft} steps={steps} />
    </Page>
  );
}

function Chooser({ draft, versions, choice }: VersionsComparedProps & { choice: Choice }) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const view = params.get('view');
  const set = (change: Record<string, string>) =>
    setParams({ from: choice.from, to: choice.to, ...(view ? { view } : {}), ...change }, { replace: true });
  const options = [
    ...(draft.exists
      ? [{ value: 'draft', label: texts.draftOf(format.number(draft.publishedVersion + 1)) }]
      : []),
    ...versions.map(({ version }) => ({
      value: String(version),
      label: texts.version(format.number(version)),
    })),
  ];
  return (
    <div className={classes.chooser}>
      {choice.from === '' ? null : (
        <>
          <span>{texts.compare}</span>
          <NativeSelect
            aria-label={texts.from}
            data={options}
            value={choice.from}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
          <span>{texts.with}</span>
          <NativeSelect
            aria-label={texts.to}
            data={options}
            value={choice.to}
            onChange={(event) => set({ to: event.currentTarget.value })}
          />
          <SegmentedControl
            className={classes.views}
            aria-label={texts.views}
            value={view === 'yaml' ? 'yaml' : 'rules'}
            data={[
              { value: 'rules', label: texts.byRules },
              { value: 'yaml', label: texts.byLines },
            ]}
            onChange={(chosen) => set({ view: chosen })}
          />
        </>
      )}
    </div>
  );
}

function Difference({ choice: { from, to } }: { choice: Choice }) {
  const { staff, shell } = useTexts();
  const texts = staff.policy.versions;
  const [params] = useSearchParams();
  const comparison = usePolicyComparison(from, to);
  if (to === '') return null;
  if (from === '') return <p className="vl-muted">{texts.first}</p>;
  if (from === to) return <p className="vl-muted">{texts.same}</p>;
  if (comparison.error instanceof ApiError) return <ProblemNote problem={comparison.error.problem} />;
  if (!comparison.data)
    return <RowsLoading rows={3} height={120} label={shell.loading} longLabel={shell.loadingLong} />;
  return params.get('view') === 'yaml' ? (
    <LinesCompared lines={comparison.data.yaml} />
  ) : (
    <RulesCompared comparison={comparison.data} />
  );
}
