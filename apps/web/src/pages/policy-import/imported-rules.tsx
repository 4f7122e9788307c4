import type { PolicyDraft, PolicyImport } from '@virlab/contracts';
import type { RuleSentence as Sentence } from '@virlab/policy';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { Card, CardList, Note, RuleSentence } from '@virlab/ui';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useTitles } from '../../data/policy';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { sayRule } from '../../features/rule-sentence/say-rule';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-import.module.css';
import { type WhenThere, useTakeRules } from './use-take-rules';

export interface ImportedRulesProps {
  rules: PolicyImport['rules'];
  draft: PolicyDraft;
}

/** The rules that the file became; those that are ticked go into the draft. */
export function ImportedRules({ rules, draft }: ImportedRulesProps) {
  const { staff } = useTexts();
  const texts = staff.policy.imports.rules;
  const format = useFormat();
  const titleOf = useTitles();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [whenThere, setWhenThere] = useState<Record<string, WhenThere>>({});
  const take = useTakeRules(draft);
  const there = new Set(draft.rules.map(({ id }) => id));
  const wanted = rules.filter(({ id }) => !left.has(id));
  const toggle = (id: string, isTaken: boolean) => {
    const next = new Set(left);
    if (isTaken) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  if (rules.length === 0) {
    return (
      <Card title={texts.title} padded>
        <p>{texts.none}</p>
      </Card>
    );
  }
  return (
    <Card
      title={texts.title}
      aside={
        <Checkbox
          label={texts.all}
          checked={left.size === 0}
          indeterminate={left.size > 0 && wanted.length > 0}
          onChange={(event) => setLeft(new Set(event.currentTarget.checked ? [] : rules.map(({ id }) => id)))}
        />
      }
    >
      <CardList label={texts.title}>
        {rules.map(({ id, name, sentence, yaml }) => (
          <li key={id} className={classes.rule} data-rule={id}>
            <Checkbox
              aria-label={texts.take(name)}
              checked={!left.has(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
            <div className={classes.ruleText}>
              <b>{name}</b>
              <p>
                {sentence === undefined ? (
                  texts.faulty
                ) : (
                  <RuleSentence pieces={sayRule(sentence as Sentence, staff.sentence, titleOf)} />
                )}
              </p>
              {there.has(id) && !take.taken.has(id) ? (
                <NativeSelect
                  className={classes.there}
                  label={texts.exists}
                  aria-label={texts.how(name)}
                  value={whenThere[id] ?? 'replace'}
                  data={[
                    { value: 'replace', label: texts.replace },
                    { value: 'rename', label: texts.rename },
                  ]}
                  onChange={(event) =>
                    setWhenThere({ ...whenThere, [id]: event.currentTarget.value as WhenThere })
                  }
                />
              ) : null}
              <details>
                <summary>{texts.yaml}</summary>
                <pre className={classes.yaml} tabIndex={0}>
                  {yaml}
                </pre>
              </details>
            </div>
          </li>
        ))}
      </CardList>
      <div className={classes.steps}>
        {take.problem ? <ProblemNote problem={take.problem} /> : null}
        <div role="status">
          {take.isDone ? (
            <Note tone="ok" icon={<IconCheck size={18} stroke={1.75} aria-hidden="true" />}>
              <p>
                {texts.done(format.number(take.taken.size), take.taken.size === 1)}{' '}
                <Link to="/policy">{texts.look}</Link>
              </p>
            </Note>
          ) : take.isBusy ? (
            <p>{texts.progress(format.number(take.taken.size), format.number(wanted.length))}</p>
          ) : null}
        </div>
        {take.isDone ? null : (
          <Button
            variant="filled"
            disabled={take.isBusy || wanted.length === 0}
            onClick={() => void take.run(wanted, whenThere)}
          >
            {texts.put(format.number(wanted.length), wanted.length === 1)}
          </Button>
        )}
      </div>
    </Card>
  );
}
