import type { PolicyComparison, RuleChange } from '@virlab/contracts';
import { Card, CardList, Chip, VerdictGlyph } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { MergedSentence } from './merged-sentence';
import classes from './policy-versions.module.css';

const TONES = { added: 'ok', removed: 'bad', changed: 'hold', moved: 'off' } as const;

/** What differs, rule by rule; then the test cases; what is the same is only counted. */
export function RulesCompared({ comparison }: { comparison: PolicyComparison }) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  const format = useFormat();
  const { rules, defaults, cases, sameRules, sameCases } = comparison;
  const same = [
    ...(sameRules > 0 ? [texts.rules(format.number(sameRules), sameRules === 1)] : []),
    ...(sameCases > 0 ? [texts.countCases(format.number(sameCases), sameCases === 1)] : []),
  ];
  return (
    <>
      {defaults.length > 0 ? (
        <Card title={texts.defaults} padded>
          <Fields fields={defaults} />
        </Card>
      ) : null}
      {rules.map((rule) => (
        <RuleCompared key={rule.ruleId} rule={rule} />
      ))}
      {cases.length > 0 ? (
        <Card title={texts.cases}>
          <CardList label={texts.cases}>
            {cases.map(({ name, change }) => (
              <li key={name} className={classes.caseChange}>
                <Chip tone={TONES[change]}>{texts.change[change]}</Chip> <span>{name}</span>
              </li>
            ))}
          </CardList>
        </Card>
      ) : null}
      {same.length > 0 ? (
        <p className={classes.unchanged}>
          <VerdictGlyph verdict="notAsked" />
          {texts.unchanged(format.list(same), sameRules + sameCases === 1)}
        </p>
      ) : null}
    </>
  );
}

function RuleCompared({ rule }: { rule: RuleChange }) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  const format = useFormat();
  const { name, change, sentence, fields, people } = rule;
  return (
    <article aria-label={name} data-change={change}>
      <Card
        title={
          <span className={classes.ruleTitle}>
            <Chip tone={TONES[change]}>{texts.change[change]}</Chip> {name}
          </span>
        }
        aside={
          people === undefined || people === 0 ? null : (
            <span className={classes.people}>
              <b data-tone={people > 0 ? 'ok' : 'bad'}>
                {`${people > 0 ? '+' : '−'}${format.number(Math.abs(people))}`}
              </b>{' '}
              {texts.people(people)}
            </span>
          )
        }
        padded
      >
        {change === 'moved' ? (
          <p className="vl-muted">{texts.moved}</p>
        ) : (
          <MergedSentence sentence={sentence} />
        )}
        {fields.length > 0 ? <Fields fields={fields} /> : null}
      </Card>
    </article>
  );
}

function Fields({ fields }: { fields: PolicyComparison['defaults'] }) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  return (
    <dl className={classes.fields}>
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{texts.fields[field] ?? <code>{field}</code>}</dt>
          <dd>
            {before === undefined ? null : (
              <del className={classes.went}>
                <span className="vl-hidden">{texts.wentWord} </span>
                {before}
              </del>
            )}{' '}
            {after === undefined ? null : (
              <ins className={classes.came}>
                <span className="vl-hidden">{texts.cameWord} </span>
                {after}
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
