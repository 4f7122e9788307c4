import type { Why } from '@virlab/contracts';
import { RawValue, VerdictGlyph } from '@virlab/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { operatorWords } from '../../features/decision-tree/condition-words';
import { decidedConditions, foldTree } from '../../features/decision-tree/fold-tree';
import { WayTree } from '../../features/decision-tree/way-tree';
import { useFormat, useSession } from '../../shell/session-context';
import { attributeName, shortValue } from '../../texts/staff/attribute-name';
import { useTexts } from '../../texts/texts-provider';
import classes from './why.module.css';

type Way = Why['ways'][number];

export interface OtherWaysProps {
  why: Why;
  ways: readonly Way[];
  what: string;
  dropped: ReadonlySet<string>;
}

const VERDICTS = { matched: 'true', notMatched: 'false', missing: 'missing' } as const;

/** The other rules that give the same, each with its one-line reason; each opens to its own tree. */
export function OtherWays({ why, ways, what, dropped }: OtherWaysProps) {
  const { why: texts } = useTexts().staff;
  const [open, setOpen] = useState<string>();
  const title = texts.others(what);
  return (
    <section aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.rows}>
        {ways.length === 0 ? (
          <li>
            <VerdictGlyph verdict="notAsked" />
            <span>{texts.noOthers}</span>
          </li>
        ) : null}
        {ways.map((way) => {
          const isOpen = open === way.ruleId;
          const verdict =
            way.outcome in VERDICTS ? VERDICTS[way.outcome as keyof typeof VERDICTS] : 'notAsked';
          return (
            <li key={way.ruleId} data-way={way.ruleId}>
              <span className={classes.quiet}>
                <VerdictGlyph verdict={verdict} plain />
              </span>
              <span className={classes.reason}>
                <b>{way.ruleName}</b>: <Reason way={way} />
              </span>
              <button
                type="button"
                className={classes.open}
                aria-expanded={isOpen}
                aria-label={texts.openWay(way.ruleName)}
                onClick={() => setOpen(isOpen ? undefined : way.ruleId)}
              >
                {isOpen ? texts.hide : texts.show}
              </button>
              {isOpen ? (
                <div className={classes.opened}>
                  <WayTree way={way} gives={what} dropped={dropped} />
                </div>
              ) : null}
            </li>
          );
        })}
        <GrantsByHand why={why} />
        <Denials why={why} />
      </ul>
    </section>
  );
}

/** Says that nothing was given by hand; what was is a way of its own. */
function GrantsByHand({ why: { ways, person } }: { why: Why }) {
  const { why: texts } = useTexts().staff;
  const { abilities } = useSession();
  if (ways.some(({ byHand }) => byHand)) return null;
  return (
    <li>
      <span className={classes.quiet}>
        <VerdictGlyph verdict="notAsked" plain />
      </span>
      <span className={classes.reason}>
        <b>{texts.byHand.title}</b>: {texts.byHand.none(person.displayName)}
      </span>
      {abilities.includes('grants.write') ? (
        <Link className={classes.open} to={`/policy/grants?person=${encodeURIComponent(person.id)}`}>
          {texts.byHand.give}
        </Link>
      ) : null}
    </li>
  );
}

/** Rules that deny the right, or signing in as a whole, each with the sentence that the person reads. */
function Denials({ why: { denials = [], person } }: { why: Why }) {
  const { why: texts } = useTexts().staff;
  if (denials.length === 0)
    return (
      <li>
        <span className={classes.quiet}>
          <VerdictGlyph verdict="notAsked" plain />
        </span>
        <span className={classes.reason}>
          <b>{texts.denials.title}</b>: {texts.denials.none(person.displayName)}
        </span>
      </li>
    );
  return denials.map(({ ruleId, ruleName, reason, target }) => (
    <li key={`${ruleId} ${target}`}>
      <VerdictGlyph verdict="false" />
      <span className={classes.reason}>
        <b>{texts.denials.title}</b>:{' '}
        <Link to={`/policy/rules/${encodeURIComponent(ruleId)}`}>{ruleName}</Link>, “{reason}”
      </span>
    </li>
  ));
}

/** The first condition that kept the rule from fitting, and what it saw. */
function Reason({ way }: { way: Way }) {
  const { why: texts, sentence } = useTexts().staff;
  const format = useFormat();
  if (way.byHand) {
    const { outcome, validUntil } = way.byHand;
    return `${texts.byHand.title.toLowerCase()}, ${texts.byHand.outcomes[outcome]}, ${texts.byHand.until(format.date(validUntil))}`;
  }
  const cause = way.tree ? decidedConditions(foldTree(way.tree))[0] : undefined;
  if (!cause?.attr || way.outcome === 'matched') return texts.outcomes[way.outcome];
  const { attr, expected, seen } = cause;
  return (
    <>
      {attributeName(sentence, attr).inSentence} {operatorWords(cause, sentence)}{' '}
      {shortValue(sentence, attr, expected)},{' '}
      {seen.length === 0 ? (
        `${texts.tree.sawNothing.replace(/:$/, '')}`
      ) : (
        <>
          {texts.tree.saw}{' '}
          {seen.map((value) => (
            <RawValue key={value}>{value}</RawValue>
          ))}
        </>
      )}
    </>
  );
}
