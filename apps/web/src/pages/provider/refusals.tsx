import type { ProviderDetail } from '@virlab/contracts';
import { Note, StateGlyph } from '@virlab/ui';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './provider.module.css';

/** Why its metadata cannot be used, and which sign-ins were refused lately; nothing when neither. */
export function Refusals({ provider }: { provider: ProviderDetail }) {
  const { staff, errors } = useTexts();
  const texts = staff.federation.one;
  const format = useFormat();
  const now = useNow(60_000);
  const { refusals, unusable, title, entityId } = provider;
  return (
    <div className={classes.notes}>
      {unusable ? (
        <Note tone="bad" icon={<StateGlyph shape="failed" plain />}>
          <p>
            <b>{staff.federation.finding.unusable(title)}</b> {staff.federation.finding.unusableTurn}
          </p>
          <p>
            <code>{unusable.code}</code> {unusable.detail}
          </p>
        </Note>
      ) : null}
      {refusals.length > 0 ? (
        <Note tone="bad" icon={<StateGlyph shape="failed" plain />}>
          <p>
            <b>{texts.refusals}</b>
          </p>
          <ul className={classes.refusals}>
            {refusals.map(({ code, times, lastAt }) => (
              <li key={code}>
                {code in errors ? errors[code as keyof typeof errors].title : code}{' '}
                <span className="vl-muted">
                  {texts.times(format.number(times), times === 1)}, {texts.last(format.since(lastAt, now))}
                </span>
              </li>
            ))}
          </ul>
          <p>
            <Link to={`/audit?kind=sign-in&q=${encodeURIComponent(entityId)}`}>
              {staff.federation.seeSignIns}
            </Link>
          </p>
        </Note>
      ) : null}
    </div>
  );
}
