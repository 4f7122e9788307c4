import { Chip } from '@virlab/ui';
import { useDeferredValue, useMemo } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import type { TestNode } from './document/condition-tree';
import classes from './rule-form.module.css';
import { useRuleForm } from './rule-form-context';
import { tryPattern } from './try-pattern';

/** A pattern tried on what was really released, while it is written; and what its named parts catch. */
export function PatternHelp({ node }: { node: TestNode }) {
  const { rule: texts } = useTexts().staff;
  const format = useFormat();
  const { vocabulary } = useRuleForm();
  const { test, attr } = node;
  const pattern = useDeferredValue(String(test.value ?? ''));
  const known = vocabulary?.attributes.find((one) => one.attr === attr)?.values;
  const values = useMemo(() => (known ?? []).map(({ value }) => value), [known]);
  const trial = useMemo(
    () => tryPattern(pattern, values, test.ci === true, test.part),
    [pattern, values, test.ci, test.part],
  );
  if (pattern === '') return <p className={classes.hint}>{texts.captureHint}</p>;
  if (!trial.isValid) return <p className={classes.hint}>{texts.patternBroken}</p>;
  const all = format.number(values.length);
  const caught = new Map(
    trial.fitting.flatMap(({ caught: parts }) =>
      parts.map(({ name, text }) => [`${name} ${text}`, { name, text }]),
    ),
  );
  return (
    <div className={classes.also} role="status">
      {values.length === 0 ? null : (
        <span title={trial.fitting.map(({ value }) => value).join('\n')}>
          {trial.fitting.length === 0
            ? texts.fitsNone(all)
            : texts.fits(format.number(trial.fitting.length), all)}
        </span>
      )}
      {trial.names.length === 0 ? null : (
        <>
          <span>{texts.captures}</span>
          {caught.size === 0 ? trial.names.map((name) => <Chip key={name}>{`{${name}}`}</Chip>) : null}
          {[...caught.values()].slice(0, 6).map(({ name, text }) => (
            <Chip key={`${name} ${text}`} tone="accent">
              {texts.capture(name, text)}
            </Chip>
          ))}
        </>
      )}
    </div>
  );
}
