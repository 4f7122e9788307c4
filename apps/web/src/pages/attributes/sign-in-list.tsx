import type { SignInRecordSummary } from '@virlab/contracts';
import { Button, SegmentedControl } from '@mantine/core';
import { SearchField, VerdictGlyph } from '@virlab/ui';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './attributes.module.css';

/** Typing is not a question at every letter. */
const TYPING_MS = 250;

export interface SignInListProps {
  records: readonly SignInRecordSummary[];
  chosen: string | undefined;
  search: string;
  outcome: string;
  /** The deep link of one sign-in. */
  addressOf: (id: string) => string;
  onChange: (changes: { q?: string; outcome?: string }) => void;
  onClear: () => void;
  onOlder?: (() => void) | undefined;
}

/** Who signed in, through whom, when, and what came of it; the arrow keys go from one to the next. */
export function SignInList(props: SignInListProps) {
  const { records, chosen, search, outcome, addressOf, onChange, onClear, onOlder } = props;
  const texts = useTexts().staff.attributes;
  return (
    <nav className={classes.list} aria-label={texts.list}>
      <div className={classes.narrow}>
        <Search key={search} value={search} onSearch={(q) => onChange({ q })} />
        <SegmentedControl
          fullWidth
          withItemsBorders={false}
          aria-label={texts.filter}
          value={outcome || 'all'}
          onChange={(value) => onChange({ outcome: value === 'all' ? '' : value })}
          data={Object.entries(texts.filters).map(([value, label]) => ({ value, label }))}
        />
      </div>
      {records.length === 0 ? (
        <div className={classes.noneFound}>
          <p>{texts.noneFound}</p>
          <Button onClick={onClear}>{texts.clear}</Button>
        </div>
      ) : (
        <ul onKeyDown={moveFocus}>
          {records.map((record) => (
            <li key={record.id}>
              <Row record={record} isChosen={record.id === chosen} to={addressOf(record.id)} />
            </li>
          ))}
        </ul>
      )}
      {onOlder ? (
        <div className={classes.older}>
          <Button variant="subtle" onClick={onOlder}>
            {texts.older}
          </Button>
        </div>
      ) : null}
    </nav>
  );
}

function Row({ record, isChosen, to }: { record: SignInRecordSummary; isChosen: boolean; to: string }) {
  const texts = useTexts().staff.attributes;
  const format = useFormat();
  const now = useNow(60_000);
  const { person, university, at } = record;
  return (
    <Link
      className={classes.row}
      to={to}
      replace
      aria-current={isChosen ? 'true' : undefined}
      data-record={record.id}
    >
      <b>
        <bdi>{person?.displayName ?? texts.unknown}</bdi>
      </b>
      <span className={`${classes.when} vl-num`}>{format.since(at, now)}</span>
      <span className={classes.university}>{university.title}</span>
      <Outcome record={record} />
    </Link>
  );
}

function Outcome({ record: { outcome, code, kept, missing } }: { record: SignInRecordSummary }) {
  const { staff, errors } = useTexts();
  const texts = staff.attributes;
  const format = useFormat();
  const [tone, verdict, words] =
    outcome === 'refused'
      ? (['bad', 'false', texts.refused(shortOf(code, errors))] as const)
      : missing.length > 0
        ? (['hold', 'missing', texts.lacking(missing.length)] as const)
        : (['ok', 'true', texts.kept(format.number(kept))] as const);
  return (
    <span className={classes.outcome} data-tone={tone}>
      <VerdictGlyph verdict={verdict} plain />
      {words}
    </span>
  );
}

function shortOf(code: string | undefined, errors: Record<string, { title: string } | undefined>): string {
  const title = code === undefined ? undefined : errors[code]?.title;
  return title === undefined ? (code ?? '') : title.charAt(0).toLowerCase() + title.slice(1);
}

/** Arrow keys move from link to link, as in any list that is chosen from. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a[data-record]')];
  const next = links[links.findIndex((link) => link === document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The field; what was typed is asked for after a pause. */
function Search({ value, onSearch }: { value: string; onSearch: (value: string) => void }) {
  const texts = useTexts().staff.attributes;
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onSearch(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);
  return <SearchField wide label={texts.search} value={typed} onChange={setTyped} />;
}
