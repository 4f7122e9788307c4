import type { PersonDetail } from '@virlab/contracts';
import { compilePolicy, decide, explainTarget } from '@virlab/policy';
import { Card } from '@virlab/ui';
import { useState } from 'react';
import { usePeople, usePerson } from '../../data/people';
import { WayTree } from '../../features/decision-tree/way-tree';
import type { ParsedRule } from '../../features/rule-form/document/parse-rule';
import { SuggestField } from '../../features/rule-form/suggest-field';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './rule.module.css';

export interface TryOnProps {
  rule: ParsedRule | undefined;
  /** False while something is missing and nothing could be decided. */
  isReady: boolean;
  timeZone: string;
}

/** The rule as it stands, tried on what was released of somebody known. Nothing is changed by it. */
export function TryOn({ rule, isReady, timeZone }: TryOnProps) {
  const { rule: texts } = useTexts().staff;
  const people = usePeople().data?.people ?? [];
  const [chosen, setChosen] = useState('');
  const known = people.map(({ id, displayName, university }) => ({
    value: id,
    label: displayName,
    hint: university.title,
  }));
  const isKnown = known.some(({ value }) => value === chosen);
  return (
    <div className={classes.trying}>
      <Card title={texts.trying.title} padded>
        <div className={classes.tryField}>
          <SuggestField
            label={texts.trying.person}
            placeholder={texts.trying.person}
            value={chosen}
            suggestions={known}
            heading={texts.trying.person}
            empty={texts.trying.none}
            commit="choosing"
            onChange={setChosen}
          />
        </div>
        {isReady ? null : <p>{texts.trying.incomplete}</p>}
        {chosen !== '' && !isKnown ? <p>{texts.trying.none}</p> : null}
        {rule && isReady && isKnown ? <Tried id={chosen} rule={rule} timeZone={timeZone} /> : null}
        <p className="vl-muted">{texts.trying.latest}</p>
      </Card>
    </div>
  );
}

const MINUTE = 60_000;
const NONE_DROPPED: ReadonlySet<string> = new Set();
/** What the rule is said to give while it is tried, so that a rule that only denies can be tried as well. */
const STAND_IN = { role: 'x' };

function Tried({ id, rule, timeZone }: { id: string; rule: ParsedRule; timeZone: string }) {
  const { rule: texts } = useTexts().staff;
  const person = usePerson(id).data;
  const now = useNow(MINUTE);
  const way = person && tried(rule, person, timeZone, now);
  if (!person || !way) return null;
  const { displayName } = person;
  const words = {
    matched: texts.trying.matches(displayName),
    notMatched: texts.trying.notMatches(displayName),
    missing: texts.trying.missing(displayName),
    disabled: texts.trying.off,
    outOfWindow: texts.trying.off,
    otherIdp: texts.trying.otherIdp(displayName),
  };
  return (
    <>
      <p role="status">
        <b>{words[way.outcome]}</b>
      </p>
      <WayTree way={way} gives="" dropped={NONE_DROPPED} />
    </>
  );
}

function tried({ data }: ParsedRule, person: PersonDetail, timezone: string, now: number) {
  const compiled = compilePolicy({
    version: 1,
    id: 'trial',
    defaults: { timezone },
    rules: [{ ...data, effects: [STAND_IN] }],
  });
  if (!compiled.ok) return undefined;
  const attributes = Object.fromEntries(person.attributes.map(({ attr, values }) => [attr, values]));
  const decision = decide(
    compiled.table,
    { idp: { entityId: person.university.entityId }, attributes },
    new Date(now),
  );
  const [way] = explainTarget(decision, { kind: 'role', ref: STAND_IN.role }).ways;
  if (!way) return undefined;
  return {
    ruleId: way.ruleId,
    ruleName: way.ruleName,
    outcome: way.outcome,
    tree: nodeOf(way.tree),
  };
}

type Tree = ReturnType<typeof explainTarget>['ways'][number]['tree'];
type Drawn = NonNullable<Parameters<typeof WayTree>[0]['way']['tree']>;

function nodeOf({ path, kind, op, attr, expected, seen, result, decided, children }: Tree): Drawn {
  return {
    path,
    kind,
    result,
    decided,
    ...(op === undefined ? {} : { op }),
    ...(attr === undefined ? {} : { attr }),
    ...(expected === undefined ? {} : { expected: expected.join(', ') }),
    ...(seen === undefined ? {} : { seen: [...seen] }),
    ...(children ? { children: children.map(nodeOf) } : {}),
  };
}
