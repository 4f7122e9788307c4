import type { Why } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, CopyButton, RawValue, TextBlock } from '@virlab/ui';
import { IconArrowRight, IconFilter, IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { operatorWords } from '../../features/decision-tree/condition-words';
import { useFormat } from '../../shell/session-context';
import { attributeName } from '../../texts/staff/attribute-name';
import { useTexts } from '../../texts/texts-provider';
import classes from './why.module.css';

/** What would have to be true, what was dropped on the way, and whose turn it is. */
export function AnswerSide({ why, what }: { why: Why; what: string }) {
  return (
    <>
      <WouldHaveToBe why={why} what={what} />
      {why.dropped.length > 0 ? <Dropped why={why} /> : null}
      {why.has ? null : <WhoseTurn why={why} />}
    </>
  );
}

function WouldHaveToBe({ why, what }: { why: Why; what: string }) {
  const { why: texts, sentence } = useTexts().staff;
  const format = useFormat();
  const { tobe } = texts;
  return (
    <Card
      title={why.has ? tobe.whoElse : tobe.title}
      icon={<IconArrowRight size={18} stroke={1.75} aria-hidden="true" />}
      padded
    >
      <div className={classes.card}>
        {why.wouldHaveToBeTrue.map(({ attr, op, expected }) => (
          <div key={`${attr} ${op} ${expected}`} className={classes.wanted}>
            <p>
              {tobe.condition(
                attributeName(sentence, attr).name,
                operatorWords({ op: op.replace(/^not /, ''), negated: op.startsWith('not ') }, sentence),
              )}
            </p>
            {expected ? <RawValue>{expected}</RawValue> : null}
          </div>
        ))}
        <p className="vl-muted">
          {why.sameWay === 0 ? tobe.nobody(what) : tobe.sameWay(format.number(why.sameWay), what)}
        </p>
      </div>
    </Card>
  );
}

function Dropped({ why: { dropped, person } }: { why: Why }) {
  const { why: texts, people } = useTexts().staff;
  return (
    <Card title={texts.dropped.title} icon={<IconFilter size={18} stroke={1.75} aria-hidden="true" />}>
      <ul className={classes.dropped}>
        {dropped.map(({ attr, value, why }) => {
          const scope = /@([^@]+)$/.exec(value)?.[1];
          return (
            <li key={`${attr} ${value}`} title={attr}>
              <RawValue dropped>{value}</RawValue>
              <p>
                {why === 'scope-not-asserted-by-idp' && scope
                  ? texts.dropped.scope(scope, person.university)
                  : (people.why[why] ?? why)}
              </p>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function WhoseTurn({ why: { turn, askText, person } }: { why: Why }) {
  const { staff, shell } = useTexts();
  const texts = staff.why;
  const { title, body } = texts.turns[turn];
  const [isShown, setIsShown] = useState(false);
  return (
    <Card title={title} icon={<IconMail size={18} stroke={1.75} aria-hidden="true" />} padded>
      <div className={classes.card}>
        <p>{body(person.university)}</p>
        {askText ? (
          <>
            <div className={classes.copy}>
              <CopyButton text={askText} word={texts.copy} copiedWord={shell.copied} variant="filled" />
            </div>
            <Button size="xs" variant="subtle" aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
              {isShown ? texts.hideText : texts.showText}
            </Button>
            {isShown ? <TextBlock>{askText}</TextBlock> : null}
          </>
        ) : null}
      </div>
    </Card>
  );
}
