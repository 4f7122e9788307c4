import { ApiError } from '@virlab/api-client';
import type { PolicyCase, PolicyDraft } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, FilterChips, Note, Page, PageHeader } from '@virlab/ui';
import { IconArrowBackUp, IconPlus, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { usePolicyDraft, useRemoveCase, useSaveCase } from '../../data/policy-draft';
import { PolicyTabs } from '../../features/policy-tabs/policy-tabs';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useAnnounce } from '../../shell/announcer';
import { useFormat, useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { CaseEditor } from './case-editor';
import { type CaseDocument, toForm } from './case-form';
import { CaseList } from './case-list';
import classes from './policy-cases.module.css';

const ICON = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

/** The list of test cases, and the one that is open. */
export function DraftCases({ draft }: { draft: PolicyDraft }) {
  const { staff } = useTexts();
  const texts = staff.policy.cases;
  const format = useFormat();
  const announce = useAnnounce();
  const mayEdit = useSession().abilities.includes('policy.edit');
  const again = usePolicyDraft();
  const [params, setParams] = useSearchParams();
  const show = params.get('show') ?? '';
  const chosen = params.get('case') ?? undefined;
  const set = (change: Record<string, string>) => {
    const next = { ...Object.fromEntries(params), ...change };
    setParams(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== '')));
  };
  const [gone, setGone] = useState<PolicyCase>();
  const remove = useRemoveCase();
  const save = useSaveCase();

  const results = new Map(draft.check.cases.map((result) => [result.name, result]));
  const failing = draft.cases.filter(({ name }) => results.get(name)?.passed === false);
  const passing = draft.cases.filter(({ name }) => results.get(name)?.passed === true);
  const shown = show === 'failing' ? failing : show === 'passing' ? passing : draft.cases;
  const open = draft.cases.find(({ name }) => name === chosen);
  const number = (list: readonly unknown[]) => format.number(list.length);
  const drop = (policyCase: PolicyCase) =>
    remove.mutate(policyCase, {
      onSuccess: () => {
        setGone(policyCase);
        set({ case: '' });
      },
    });
  const bringBack = ({ name, document }: PolicyCase) =>
    save.mutate({ name, document }, { onSuccess: () => setGone(undefined) });
  const failed = remove.error ?? save.error;
  const empty = {
    '': texts.none,
    failing: texts.noneFailing,
    passing: texts.nonePassing,
  }[show];
  return (
    <Page width="fluid">
      <PageHeader
        title={texts.title}
        actions={
          <>
            <Button
              leftSection={<IconRefresh {...ICON} />}
              disabled={again.isFetching}
              onClick={() => void again.refetch().then(() => announce(texts.ran))}
            >
              {texts.again}
            </Button>
            {mayEdit ? (
              <Button
                component={Link}
                to="/policy/cases/new"
                variant={open ? 'default' : 'filled'}
                leftSection={<IconPlus {...ICON} />}
              >
                {texts.newCase}
              </Button>
            ) : null}
          </>
        }
      >
        {draft.cases.length === 0 ? texts.leadNone : texts.lead(number(passing), number(draft.cases))}
      </PageHeader>
      <PolicyTabs />
      {draft.cases.length > 0 ? (
        <div className={classes.bar}>
          <FilterChips
            label={texts.filter}
            chips={[
              { id: '', word: texts.all, count: number(draft.cases) },
              { id: 'failing', word: texts.failing, count: number(failing) },
              { id: 'passing', word: texts.passing, count: number(passing) },
            ]}
            chosen={show}
            onChoose={(id) => set({ show: id })}
          />
        </div>
      ) : null}
      <div role="status" className={classes.status}>
        {gone ? (
          <Note icon={<IconArrowBackUp size={18} stroke={1.75} aria-hidden="true" />}>
            <p className={classes.undo}>
              {texts.removed(gone.name)}
              <Button size="xs" onClick={() => bringBack(gone)}>
                {staff.policy.list.undo}
              </Button>
            </p>
          </Note>
        ) : null}
      </div>
      {failed instanceof ApiError ? <ProblemNote problem={failed.problem} /> : null}
      <div className={classes.columns} data-open={open !== undefined}>
        {shown.length > 0 ? (
          <CaseList
            cases={shown}
            results={results}
            chosen={chosen}
            addressOf={(name) => `?${new URLSearchParams({ ...(show ? { show } : {}), case: name })}`}
          />
        ) : (
          <Card padded>
            <p>{empty ?? texts.none}</p>
          </Card>
        )}
        {open ? (
          <CaseEditor
            key={`${open.name} ${open.base}`}
            start={toForm(open.name, open.document as CaseDocument, draft.timeZone)}
            original={open.document as CaseDocument}
            previous={{ name: open.name, base: open.base }}
            result={results.get(open.name)}
            taken={new Set(draft.cases.map(({ name }) => name).filter((name) => name !== open.name))}
            timeZone={draft.timeZone}
            readOnly={!mayEdit}
            onSaved={(name) => {
              set({ case: name });
              announce(texts.form.saved);
            }}
            onDelete={() => drop(open)}
          />
        ) : null}
      </div>
    </Page>
  );
}
