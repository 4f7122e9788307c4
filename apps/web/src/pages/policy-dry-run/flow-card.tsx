import type { DryRun, FlowMove } from '@virlab/contracts';
import { Card } from '@virlab/ui';
import { useSearchParams } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { FlowPicture } from './flow-picture';
import classes from './policy-dry-run.module.css';
import { useRightTitles } from './use-right-titles';

export interface FlowCardProps {
  run: DryRun;
  /** The band that is looked at: its people are shown until it is left. */
  onGlance: (band: { from: string; to: string } | undefined) => void;
}

/** Who moves where: a picture, and on phones a list. A band that is pressed keeps its people in the table. */
export function FlowCard({ run, onGlance }: FlowCardProps) {
  const { flow: texts } = useTexts().staff.dryRun;
  const format = useFormat();
  const titleOf = useRightTitles(run);
  const [params, setParams] = useSearchParams();
  const chosen = { from: params.get('from') ?? '', to: params.get('to') ?? '' };
  const choose = ({ from, to }: FlowMove) =>
    setParams(
      (now) => {
        const isSame = now.get('from') === from && now.get('to') === to;
        for (const name of ['what', 'q', 'page', 'from', 'to']) now.delete(name);
        if (!isSame) {
          now.set('from', from);
          now.set('to', to);
        }
        return now;
      },
      { replace: true },
    );
  const moved = run.flow.moves.filter(({ what }) => what !== 'same');
  const tones = { gain: 'ok', lose: 'bad', change: 'hold', same: 'off' } as const;
  return (
    <Card
      title={texts.title}
      aside={
        <span className={classes.legend}>
          {(['gain', 'lose', 'change'] as const).map((what) => (
            <span key={what} data-what={what}>
              {texts.legend[what]}
            </span>
          ))}
        </span>
      }
    >
      <div className={classes.picture}>
        <div className={classes.sides}>
          <span>{texts.now(format.number(run.against))}</span>
          <span>{texts.then}</span>
        </div>
        <FlowPicture run={run} chosen={chosen} titleOf={titleOf} onChoose={choose} onGlance={onGlance} />
      </div>
      <ul className={classes.moves}>
        {moved.map((move) => (
          <li key={`${move.from} ${move.to} ${move.what}`}>
            <b className="vl-num" data-tone={tones[move.what]}>
              {format.number(move.people)}
            </b>
            <button
              type="button"
              aria-pressed={chosen.from === move.from && chosen.to === move.to}
              onClick={() => choose(move)}
            >
              <span className="vl-muted">{titleOf(move.from)} →</span>
              <b>{move.from === move.to ? texts.theSame : titleOf(move.to)}</b>
            </button>
          </li>
        ))}
        <li>
          <b className="vl-num">{format.number(run.figures.same)}</b>
          <span>
            <span className="vl-muted">{texts.rest} →</span>
            <b>{texts.restSame}</b>
          </span>
        </li>
      </ul>
    </Card>
  );
}
