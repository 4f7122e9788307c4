import type { Why } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Note, VerdictGlyph, WithSide } from '@virlab/ui';
import { IconUser } from '@tabler/icons-react';
import { Link } from 'react-router';
import { WayTree } from '../../features/decision-tree/way-tree';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { answerSentence, rightWords } from './answer-sentence';
import { AnswerSide } from './answer-side';
import { OtherWays } from './other-ways';
import classes from './why.module.css';

/** The answer: one sentence with the true cause, the tree to the value that decided, and the other ways. */
export function Answer({ why }: { why: Why }) {
  const { staff } = useTexts();
  const texts = staff.why;
  const format = useFormat();
  const now = useNow(60_000);
  const what = rightWords(why.target, staff);
  // The rule that the sentence names; else the nearest, which comes first.
  const nearest = why.ways.find(({ ruleId }) => ruleId === why.answer.params['ruleId']) ?? why.ways[0];
  const others = why.ways.filter((way) => way !== nearest);
  const until = why.has ? why.answer.params['validUntil'] : undefined;
  const dropped = new Set(why.dropped.map(({ attr }) => attr));
  const ways =
    why.ways.length === 0
      ? ''
      : why.ways.length === 1
        ? texts.oneWay
        : texts.ways(format.number(why.ways.length));
  return (
    <WithSide sideLabel={texts.tobe.title} side={<AnswerSide why={why} what={what} />} width={320}>
      <div className={classes.answer}>
        <div className={classes.sentence} role="status">
          <VerdictGlyph verdict={why.has ? 'true' : 'false'} />
          <div>
            <h2 data-testid="answer">{answerSentence(why, staff, format)}</h2>
            <p className={classes.lead}>
              {why.has ? '' : `${ways} `}
              {until ? `${texts.until(format.day(until, now))} ` : ''}
              {why.asOf?.kind === 'moment'
                ? texts.then(format.stamp(why.asOf.at), format.number(why.policyVersion))
                : why.asOf?.kind === 'version'
                  ? texts.underVersion(format.number(why.policyVersion))
                  : texts.released(format.since(why.decidedAt, now), format.number(why.policyVersion))}
              {why.asOf?.audit === undefined ? '' : ` ${texts.event(format.number(why.asOf.audit))}`}
            </p>
          </div>
        </div>
        {why.asOf?.madeAnew ? <Note tone="hold">{texts.madeAnew}</Note> : null}
        {why.stale ? <Note tone="hold">{texts.stale}</Note> : null}
        {nearest ? <WayTree way={nearest} gives={what} dropped={dropped} /> : null}
        <OtherWays why={why} ways={others} what={what} dropped={dropped} />
        <Conflicts why={why} />
        <div>
          <Button
            component={Link}
            to={`/people/${why.person.id}`}
            leftSection={<IconUser size={16} stroke={1.75} aria-hidden="true" />}
          >
            {texts.toPerson}
          </Button>
        </div>
      </div>
    </WithSide>
  );
}

/** What gave way to what, where rules or limits met. */
function Conflicts({ why: { conflicts, ways } }: { why: Why }) {
  const { why: texts } = useTexts().staff;
  if (conflicts.length === 0) return null;
  const names = new Map(ways.map(({ ruleId, ruleName }) => [ruleId, ruleName]));
  const nameOf = (id: string) => names.get(id) ?? texts.winners[id] ?? id;
  return (
    <section aria-label={texts.conflicts}>
      <h3 className={classes.heading}>{texts.conflicts}</h3>
      <ul className={classes.rows}>
        {conflicts.map(({ winner, loser, why, target }) => (
          <li key={`${target} ${winner} ${loser} ${why}`}>
            <VerdictGlyph verdict="notAsked" />
            <span>
              <b>{texts.conflict(nameOf(loser), nameOf(winner))}</b>: {texts.conflictWhy[why] ?? why}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
