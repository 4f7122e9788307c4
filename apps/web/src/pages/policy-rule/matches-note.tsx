import type { RuleMatches } from '@virlab/contracts';
import { Note } from '@virlab/ui';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useFormat, useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './rule.module.css';

export interface MatchesNoteProps {
  matches: RuleMatches | undefined;
  state: 'incomplete' | 'counting' | 'counted' | 'failed';
  isOff: boolean;
}

/** How many known people the rule matches as it stands, and how many more or fewer than in the version in force. */
export function MatchesNote({ matches, state, isOff }: MatchesNoteProps) {
  const { rule: texts } = useTexts().staff;
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const icon = <IconUsers size={18} stroke={1.75} aria-hidden="true" />;
  if (!matches || state === 'incomplete') {
    const words = {
      incomplete: texts.notCounted,
      counting: texts.counting,
      counted: '',
      failed: texts.countFailed,
    };
    return (
      <div className={classes.matches}>
        <Note icon={icon} role="status">
          <p>{words[state]}</p>
        </Note>
      </div>
    );
  }
  const { people, known, version, more, fewer, examples } = matches;
  return (
    <div className={classes.matches}>
      <Note tone="accent" icon={icon} role="status">
        <p data-testid="matches">
          <b className="vl-num">{texts.matchesNow(format.number(people), format.number(known))}</b>
          {texts.matchNow(people === 1)}
          {version === undefined ? (
            '. '
          ) : more === 0 && fewer === 0 ? (
            `${texts.sameAs(format.number(version))} `
          ) : (
            <>
              {': '}
              {more > 0 ? <b className={classes.more}>{texts.more(format.number(more))}</b> : texts.noneMore}
              {texts.thanIn(format.number(version))}
              {fewer > 0 ? (
                <b className={classes.fewer}>{texts.fewer(format.number(fewer))}</b>
              ) : (
                texts.noneFewer
              )}
              {'. '}
            </>
          )}
          {isOff ? `${texts.isOff} ` : null}
          {people > 0 ? (
            <button
              type="button"
              className={classes.link}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? texts.hideWho : texts.seeWho}
            </button>
          ) : null}
        </p>
        {isOpen ? <Examples examples={examples} /> : null}
      </Note>
    </div>
  );
}

function Examples({ examples }: Pick<RuleMatches, 'examples'>) {
  const { rule: texts } = useTexts().staff;
  const { abilities } = useSession();
  const maySee = abilities.includes('people.read');
  return (
    <>
      <ul className={classes.examples} aria-label={texts.examples}>
        {examples.map(({ id, displayName, university }, index) => (
          <li key={id ?? index}>
            {id && maySee ? <Link to={`/people/${encodeURIComponent(id)}`}>{displayName}</Link> : displayName}{' '}
            <span className="vl-muted">{university}</span>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/policy/dry-run">{texts.dryRun}</Link>
      </p>
    </>
  );
}
