import type { PolicyDraft } from '@virlab/contracts';
import { Page } from '@virlab/ui';
import { useMemo, useReducer, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useDraftPresence, usePolicyVocabulary } from '../../data/policy-draft';
import { useRuleMatches } from '../../data/rule-matches';
import { placeOf } from '../../features/rule-form/document/check-rule';
import { editRule } from '../../features/rule-form/document/edit-rule';
import { dataAt, pathText, readPath, type RulePath } from '../../features/rule-form/document/parse-rule';
import { type FocusWish, RuleForm } from '../../features/rule-form/rule-form';
import type { RuleFormValue } from '../../features/rule-form/rule-form-context';
import { beginHistory, stepHistory } from '../../features/rule-form/text-history';
import { RuleYaml } from '../../features/rule-yaml/rule-yaml';
import { useAnnounce } from '../../shell/announcer';
import { useTexts } from '../../texts/texts-provider';
import { BrokenNote } from './broken-note';
import { ClashDialog } from './clash-dialog';
import { FindingList } from './finding-list';
import { LeaveGuard } from './leave-guard';
import { MatchesNote } from './matches-note';
import { PresenceNote } from './presence-note';
import { RuleHead, type Said } from './rule-head';
import classes from './rule.module.css';
import { TryOn } from './try-on';
import { useNamesOf } from './use-names-of';
import { useFollowing } from './use-following';
import { useRuleFindings } from './use-rule-findings';
import { useRuleKeys } from './use-rule-keys';
import { type KeptRule, useRuleKeeping } from './use-rule-keeping';

export interface RuleEditorProps {
  draft: PolicyDraft;
  /** Absent for a rule that is not in the draft yet. */
  id: string | undefined;
  /** The text that the page was opened with. */
  begun: KeptRule;
  /** The rule was kept under another id than the one in the address. */
  onRenamed: (id: string) => void;
}

/** A rule whose text is the one thing there is; form and YAML both show it and both change it. */
export function RuleEditor({ draft, id, begun, onRenamed }: RuleEditorProps) {
  const { rule: texts } = useTexts().staff;
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [history, step] = useReducer(stepHistory, begun.text, beginHistory);
  const [focus, setFocus] = useState<FocusWish>();
  const [place, setPlace] = useState<RulePath>();
  const [isTried, setTried] = useState(false);
  const [isTrying, setTrying] = useState(false);
  const [said, setSaid] = useState<Said>();
  const [goTo, setGoTo] = useState<{ from: number }>();
  const vocabulary = usePolicyVocabulary().data;
  const keeping = useRuleKeeping(id, begun);
  useDraftPresence(id !== undefined, id);

  const { text, parsed, good } = history;
  const check = useRuleFindings({ history, draft, id, vocabulary, isKept: keeping.kept.text === text });
  const ownId = String(dataAt(good?.data, ['id']) ?? '');
  const name = String(dataAt(good?.data, ['name']) ?? '');
  const matches = useRuleMatches(id ?? ownId, text, parsed.ok && check.compiles && (id ?? ownId) !== '');
  const taken = useMemo(
    () => new Set(['new', ...draft.rules.map((rule) => rule.id).filter((other) => other !== id)]),
    [draft.rules, id],
  );
  const isDirty = text !== keeping.kept.text;
  useFollowing({
    theirs: draft.rules.find((rule) => rule.id === id),
    kept: keeping.kept,
    isDirty: isDirty || keeping.isKeeping,
    onTake: (next) => {
      step({ do: 'write', text: next.text });
      keeping.take(next);
    },
  });
  const atText = params.get('at');
  const at = atText === null || atText === '' ? undefined : readPath(atText);

  const undo = () => {
    if (history.past.length === 0) return;
    step({ do: 'undo' });
    announce(texts.undone);
  };
  const redo = () => {
    if (history.future.length === 0) return;
    step({ do: 'redo' });
    announce(texts.redone);
  };
  const keep = async (base?: string | null) => {
    step({ do: 'pause' });
    setTried(true);
    if (ownId === '') {
      setFocus({ path: ['name'], field: 'name' });
      return false;
    }
    if (!isDirty && base === undefined) {
      setSaid({ text, tone: 'off', words: texts.nothingToKeep });
      return true;
    }
    const rule = await keeping.keep(text, ownId, base);
    if (!rule) return false;
    // On the page, since a new rule gets its own address now, and the announcer then names the page.
    setSaid(
      check.compiles
        ? { text, tone: 'ok', words: texts.kept(name) }
        : { text, tone: 'hold', words: texts.keptFaulty(name) },
    );
    if (check.compiles) setTried(false);
    if (ownId !== id) {
      onRenamed(ownId);
      void navigate(
        { pathname: `/policy/rules/${encodeURIComponent(ownId)}`, search: `?${params}` },
        { replace: true },
      );
    }
    return true;
  };
  useRuleKeys({ undo, redo, keep: () => void keep() });

  const value: RuleFormValue | undefined = good && {
    rule: good,
    isFixed: !parsed.ok,
    findings: check.findings,
    isTried,
    vocabulary,
    matches: matches.data,
    timeZone: draft.timeZone,
    apply: (edits, { about, focus: path, field, say } = {}) => {
      step({ do: 'write', text: editRule(text, edits), ...(about ? { about } : {}) });
      if (path) setFocus({ path, ...(field ? { field } : {}) });
      if (say) announce(say);
    },
    onPlace: setPlace,
    addressOf: (path) => (path ? `?at=${encodeURIComponent(pathText(path))}` : '?'),
  };
  const namesOf = useNamesOf(vocabulary);
  const litPlace = place ?? at;
  const lit = parsed.ok && litPlace ? placeOf(parsed.rule, litPlace) : undefined;
  return (
    <Page width="fluid">
      <RuleHead
        name={name}
        nextVersion={draft.publishedVersion + 1}
        sentence={check.sentence}
        hasEffects={
          Array.isArray(dataAt(good?.data, ['effects'])) &&
          (dataAt(good?.data, ['effects']) as unknown[]).length > 0
        }
        canUndo={history.past.length > 0}
        canRedo={history.future.length > 0}
        isKeeping={keeping.isKeeping}
        isDirty={isDirty}
        problem={keeping.problem}
        said={said?.text === text ? said : undefined}
        onUndo={undo}
        onRedo={redo}
        onKeep={() => void keep()}
        onTry={() => setTrying(!isTrying)}
        isTrying={isTrying}
      />
      {id === undefined ? null : (
        <PresenceNote draft={draft} id={id} isBehind={isDirty && isNewer(draft, id, keeping.kept)} />
      )}
      {isTrying ? (
        <TryOn rule={good} isReady={check.compiles && parsed.ok} timeZone={draft.timeZone} />
      ) : null}
      <MatchesNote
        matches={matches.data}
        state={
          !check.compiles || !parsed.ok
            ? 'incomplete'
            : matches.isError
              ? 'failed'
              : matches.data
                ? 'counted'
                : 'counting'
        }
        isOff={dataAt(good?.data, ['enabled']) === false}
      />
      <div className={classes.sides}>
        {value ? (
          <RuleForm value={value} at={at} focus={focus} isNew={id === undefined} taken={taken}>
            {parsed.ok ? null : <BrokenNote faults={parsed.faults} onGoTo={(from) => setGoTo({ from })} />}
          </RuleForm>
        ) : (
          <BrokenNote faults={parsed.ok ? [] : parsed.faults} onGoTo={(from) => setGoTo({ from })} />
        )}
        <div className={classes.right}>
          <RuleYaml
            text={text}
            readOnly={false}
            notes={check.notes}
            lit={lit}
            goTo={goTo}
            namesOf={namesOf}
            onChange={(next) => step({ do: 'write', text: next, about: 'yaml' })}
            onLeave={() => step({ do: 'pause' })}
            onUndo={undo}
            onRedo={redo}
            onSave={() => void keep()}
          />
          <FindingList
            findings={check.findings}
            isShown={isTried}
            onGo={({ path, from }) => {
              if (path === '') setGoTo({ from });
              else setFocus({ path: readPath(path) });
            }}
          />
        </div>
      </div>
      <ClashDialog
        clash={keeping.clash}
        mine={text}
        onClose={keeping.closeClash}
        onKeepMine={() => void keep(keeping.clash?.theirs?.base ?? null)}
        onTakeTheirs={({ yaml, base }) => {
          step({ do: 'write', text: yaml });
          keeping.take({ text: yaml, base });
          keeping.closeClash();
        }}
      />
      <LeaveGuard
        isDirty={() => text !== keeping.keptText.current}
        name={name || texts.newRule}
        onKeep={() => keep()}
      />
    </Page>
  );
}

/** True when the draft holds another text of the rule than the one this page goes on from. */
function isNewer({ rules }: PolicyDraft, id: string, { base }: KeptRule): boolean {
  const rule = rules.find((one) => one.id === id);
  return rule !== undefined && rule.base !== base;
}
