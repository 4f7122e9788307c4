import type { PolicyCaseResult, PolicyTarget } from '@virlab/contracts';
import { Checkbox, NativeSelect, Textarea } from '@mantine/core';
import { VerdictGlyph } from '@virlab/ui';
import { usePolicyTargets } from '../../data/policy';
import { useTexts } from '../../texts/texts-provider';
import { type CaseForm, RIGHT_KINDS } from './case-form';
import { differenceWords } from './difference-words';
import classes from './policy-cases.module.css';

export interface CaseExpectedProps {
  form: CaseForm;
  /** True when the case asks for more than the fields show. */
  hasMore: boolean;
  /** What came out; absent for a case that is not saved. */
  result: PolicyCaseResult | undefined;
  readOnly: boolean;
  onChange: (change: Partial<CaseForm>) => void;
}

/** Names that are told below a field; more would bury it. */
const MOST_KNOWN = 12;

/** What the made-up person is to get, and what came out otherwise. */
export function CaseExpected({ form, hasMore, result, readOnly, onChange }: CaseExpectedProps) {
  const { staff } = useTexts();
  const texts = staff.policy.cases;
  const targets = usePolicyTargets().data?.targets ?? [];
  const refs = (kind: PolicyTarget['kind']) =>
    targets
      .filter((target) => target.kind === kind)
      .map(({ ref }) => ref)
      .slice(0, MOST_KNOWN);
  const known = { roles: refs('role'), classes: refs('class'), pools: refs('pool') };
  const wrong = (path: string) => result?.differences.some((one) => one.path.split(/[.[]/)[0] === path);
  return (
    <div className={classes.expected}>
      <NativeSelect
        label={texts.form.outcome}
        disabled={readOnly}
        value={form.outcome}
        data={(['any', 'admitted', 'refused'] as const).map((value) => ({
          value,
          label: texts.form.outcomes[value],
        }))}
        data-wrong={wrong('outcome')}
        onChange={(event) => onChange({ outcome: event.currentTarget.value as CaseForm['outcome'] })}
      />
      {RIGHT_KINDS.map((kind) => {
        const text = form.rights[kind];
        const set = (value: string | undefined) => onChange({ rights: { ...form.rights, [kind]: value } });
        return (
          <div key={kind} className={classes.right} data-wrong={wrong(kind)}>
            <Checkbox
              label={texts.form.look(texts.form.kinds[kind])}
              checked={text !== undefined}
              disabled={readOnly}
              onChange={(event) => set(event.currentTarget.checked ? '' : undefined)}
            />
            {text === undefined ? null : (
              <Textarea
                aria-label={texts.form.kinds[kind]}
                description={[
                  text.trim() === '' ? texts.form.emptyMeans : texts.form.exactly,
                  known[kind].length > 0 ? texts.form.known(known[kind].join(', ')) : '',
                ].join(' ')}
                rows={Math.min(8, Math.max(1, text.split('\n').length))}
                value={text}
                readOnly={readOnly}
                spellCheck={false}
                classNames={{ input: classes.mono }}
                onChange={(event) => set(event.currentTarget.value)}
              />
            )}
          </div>
        );
      })}
      <Textarea
        label={texts.form.lacks}
        description={texts.form.lackHint}
        rows={Math.min(8, Math.max(1, form.lacks.split('\n').length))}
        value={form.lacks}
        readOnly={readOnly}
        spellCheck={false}
        classNames={{ input: classes.mono }}
        data-wrong={wrong('lacks')}
        onChange={(event) => onChange({ lacks: event.currentTarget.value })}
      />
      {hasMore ? <p className="vl-small vl-muted">{texts.form.asWell}</p> : null}
      {result ? (
        <section aria-label={texts.form.got} className={classes.got}>
          <h3>{texts.form.got}</h3>
          {result.passed ? (
            <p className={classes.gotLine}>
              <VerdictGlyph verdict="true" /> {texts.form.gotAll}
            </p>
          ) : (
            result.differences.map((difference) => (
              <p key={difference.path} className={classes.gotLine} data-lit="true">
                <VerdictGlyph verdict="false" /> {differenceWords(texts, difference)}
              </p>
            ))
          )}
        </section>
      ) : null}
    </div>
  );
}
