import type { TargetHolders } from '@virlab/contracts';
import { Card, VerdictGlyph } from '@virlab/ui';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { rightWords } from './answer-sentence';
import classes from './why.module.css';

/** Who has a right and by which rules, with the way to each person. */
export function Holders({ holders }: { holders: TargetHolders }) {
  const { staff } = useTexts();
  const { holders: texts, denials } = staff.why;
  const format = useFormat();
  const { target, people, rules, denies, holders: names = [] } = holders;
  const what = rightWords(target, staff);
  const ref = `${target.kind}:${target.ref}`;
  return (
    <div className={classes.answer}>
      <div className={classes.sentence} role="status">
        <VerdictGlyph verdict={people > 0 ? 'true' : 'notAsked'} />
        <div>
          <h2 data-testid="answer">
            {people === 0 ? texts.nobody(what) : texts.sentence(format.number(people), people === 1, what)}
          </h2>
          <p className={classes.lead}>{texts.lead(format.number(holders.policyVersion))}</p>
        </div>
      </div>
      <section aria-label={texts.byRule}>
        <h3 className={classes.heading}>{texts.byRule}</h3>
        <ul className={classes.rows}>
          {rules.length === 0 ? (
            <li>
              <VerdictGlyph verdict="notAsked" />
              <span>{texts.noRule}</span>
            </li>
          ) : null}
          {rules.map(({ ruleId, ruleName, byHand, enabled, people: count }) => (
            <li key={ruleId}>
              <VerdictGlyph verdict={count > 0 ? 'true' : 'notAsked'} />
              <span className={classes.reason}>
                {byHand ? (
                  <>
                    <b>{ruleName}</b>, {texts.byHand}
                  </>
                ) : (
                  <Link to={`/policy/rules/${encodeURIComponent(ruleId)}`}>{ruleName}</Link>
                )}
                {enabled ? '' : `, ${texts.off}`}
              </span>
              <span className="vl-num">{texts.people(format.number(count), count === 1)}</span>
            </li>
          ))}
          {denies.map(({ ruleId, ruleName, reason }) => (
            <li key={`deny ${ruleId}`}>
              <VerdictGlyph verdict="false" />
              <span className={classes.reason}>
                <b>{denials.title}</b>:{' '}
                <Link to={`/policy/rules/${encodeURIComponent(ruleId)}`}>{ruleName}</Link>, “{reason}”
              </span>
            </li>
          ))}
        </ul>
      </section>
      {names.length > 0 ? (
        <Card title={texts.people100} padded>
          {people > names.length ? <p>{texts.first(format.number(names.length))}</p> : null}
          <ul className={classes.names}>
            {names.map(({ id, displayName }) => (
              <li key={id}>
                <Link
                  to={`/policy/why?${new URLSearchParams({ person: id, target: ref })}`}
                  aria-label={texts.whyOf(displayName)}
                >
                  {displayName}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  );
}
