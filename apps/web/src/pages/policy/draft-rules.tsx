import type { PolicyDraft } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, Page, PageHeader, SearchField, WithSide } from '@virlab/ui';
import { useDeferredValue, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useDraftPresence } from '../../data/policy-draft';
import { DraftComments } from '../../features/draft-comments/draft-comments';
import { PolicySteps } from '../../features/policy-steps/policy-steps';
import { PolicyTabs } from '../../features/policy-tabs/policy-tabs';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useSession } from '../../shell/session-context';
import { hasWords } from '../../texts/staff/has-words';
import { useTexts } from '../../texts/texts-provider';
import { DraftActions } from './draft-actions';
import { DraftBehind } from './draft-behind';
import { DraftCheck } from './draft-check';
import { DraftLead } from './draft-lead';
import { byRule } from './finding-words';
import { PolicyDocument } from './policy-document';
import classes from './policy.module.css';
import { RuleList } from './rule-list';
import { RulesEmpty } from './rules-empty';
import { RulesGone } from './rules-gone';
import { UndoNote } from './undo-note';
import { useAttempts } from './use-attempts';
import { useDraftChanges } from './use-draft-changes';
import { useRuleChanges } from './use-rule-changes';
import { useRuleOrder } from './use-rule-order';
import { useSaidRules } from './use-said-rules';
import { useStudioKeys } from './use-studio-keys';

/** Rows that are drawn at once; the rest follows without keeping anybody from typing. */
const FIRST_ROWS = 40;

/** The rules of the draft with everything around them. */
export function DraftRules({ draft }: { draft: PolicyDraft }) {
  const { staff } = useTexts();
  const texts = staff.policy;
  const mayEdit = useSession().abilities.includes('policy.edit');
  const [params, setParams] = useSearchParams();
  const search = params.get('q') ?? '';
  const setSearch = (value: string) => setParams(value ? { q: value } : {}, { replace: true });
  useDraftPresence(mayEdit);
  useStudioKeys();

  const { undoable, problem, attempt, setProblem } = useAttempts();
  const actions = useRuleChanges(attempt);
  const whole = useDraftChanges(draft, attempt);
  const { ids, move } = useRuleOrder(draft, setProblem);

  const said = useSaidRules(draft.rules);
  const searched = useDeferredValue(search);
  const shown = useMemo(() => {
    const saidOf = new Map(said.map((one) => [one.rule.id, one]));
    return ids.flatMap((id) => saidOf.get(id) ?? []).filter((one) => hasWords(one.searched, searched));
  }, [said, ids, searched]);
  const isWhole = useDeferredValue(true, false);
  const drawn = isWhole ? shown : shown.slice(0, FIRST_ROWS);
  const { about } = useMemo(
    () => byRule(draft.check.findings, new Set(draft.rules.map(({ id }) => id))),
    [draft.check.findings, draft.rules],
  );

  return (
    <Page width="fluid">
      <PageHeader
        title={texts.title}
        actions={<DraftActions draft={draft} mayEdit={mayEdit} onDiscard={whole.discard} />}
      >
        <DraftLead draft={draft} mayEdit={mayEdit} />
      </PageHeader>
      <PolicyTabs />
      <div className={classes.bar}>
        <PolicySteps draft={draft} />
        <SearchField label={texts.search} value={search} onChange={setSearch} />
      </div>
      <DraftBehind draft={draft} mayEdit={mayEdit} attempt={attempt} />
      {problem ? (
        <div className={classes.problem}>
          <ProblemNote problem={problem} />
        </div>
      ) : null}
      <UndoNote undoable={undoable} />
      <WithSide
        sideLabel={texts.side}
        side={
          <>
            <DraftCheck draft={draft} mayEdit={mayEdit} />
            {draft.exists ? <DraftComments draft={draft} mayComment={mayEdit} /> : null}
          </>
        }
      >
        {drawn.length > 0 ? (
          <RuleList
            rules={drawn}
            findings={about}
            mayEdit={mayEdit}
            actions={actions}
            move={searched === '' ? move : undefined}
          />
        ) : draft.rules.length === 0 ? (
          <RulesEmpty mayEdit={mayEdit} />
        ) : (
          <Card padded>
            <p>{texts.noneFound}</p>
            <Button className={classes.clear} onClick={() => setSearch('')}>
              {texts.clear}
            </Button>
          </Card>
        )}
        <RulesGone draft={draft} />
        <PolicyDocument yaml={draft.source} />
      </WithSide>
    </Page>
  );
}
