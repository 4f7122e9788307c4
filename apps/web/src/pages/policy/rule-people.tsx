import type { DraftRule } from '@virlab/contracts';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy.module.css';

/** How many known people a rule fits now, and how many more or fewer than the published one. */
export function RulePeople({ rule }: { rule: DraftRule }) {
  const { staff } = useTexts();
  const texts = staff.policy.list.rule;
  const format = useFormat();
  if (rule.people === undefined) {
    return (
      <div className={classes.count}>
        <p className="vl-tiny vl-muted">{rule.sentence === undefined ? '' : texts.counting}</p>
      </div>
    );
  }
  const delta = rule.peopleBefore === undefined ? 0 : rule.people - rule.peopleBefore;
  const sign = `${delta > 0 ? '+' : '−'}${format.number(Math.abs(delta))}`;
  return (
    <div className={classes.count}>
      <p className={classes.people}>{format.number(rule.people)}</p>
      <p className="vl-tiny vl-muted">
        {texts.people(rule.people)}
        {delta === 0 ? null : (
          <>
            {', '}
            <b className={classes.delta} data-tone={delta > 0 ? 'ok' : 'bad'} title={texts.delta(sign)}>
              {sign}
            </b>
          </>
        )}
      </p>
    </div>
  );
}
