import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { leaveTo } from '../../shell/leave-to';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './sign-in.module.css';
import { UniversityCrest } from './university-crest';
import { UniversityWords } from './university-words';
import { useUniversitySearch } from './use-university-search';
import type { WayOf } from './way';

const LIST_ID = 'universities';
const EXAMPLE = 'ulagoa.example';
const optionId = (at: number) => `university-${at}`;

/** A field that finds a university from the first letter (combobox pattern of ARIA APG); Enter takes the lit one. */
export function UniversitySearch({ wayOf, autoFocus }: { wayOf: WayOf; autoFocus: boolean }) {
  const { signIn: texts } = useTexts();
  const format = useFormat();
  const { typed, type, found, total, hasClose, isCurrent, isFailed } = useUniversitySearch();
  const [lit, setLit] = useState(0);
  const [isClosed, setClosed] = useState(false);
  // Enter came before the results of the last letter: those of the letters before are another university.
  const isAwaited = useRef(false);
  const isOpen = found.length > 0 && !isClosed;
  const at = Math.min(lit, found.length - 1);

  const go = (which: number) => {
    const option = found[which];
    if (!option) return;
    const { href, onGo } = wayOf(option);
    onGo();
    leaveTo(href);
  };
  useEffect(() => {
    if (!isAwaited.current || !isCurrent) return;
    isAwaited.current = false;
    go(0);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const last = found.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: isOpen ? (at + 1) % found.length : 0,
      ArrowUp: isOpen ? (at + last) % found.length : last,
      ...(isOpen && !event.shiftKey ? { Home: 0, End: last } : {}),
    };
    const next = moves[event.key];
    if (next !== undefined && found.length > 0) {
      event.preventDefault();
      setClosed(false);
      setLit(next);
    } else if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault();
      if (!isCurrent) isAwaited.current = true;
      else if (isOpen) go(at);
    } else if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      if (isOpen) setClosed(true);
      else type('');
    }
  };
  const status = () => {
    if (typed.trim() === '') return '';
    if (isFailed) return texts.searchFailed;
    if (found.length === 0) return isCurrent ? texts.none(EXAMPLE) : '';
    const say = hasClose ? texts.shownClose : texts.shown;
    return say(format.number(found.length), format.number(total));
  };

  return (
    <div role="search">
      <div className={classes.search}>
        <IconSearch size={18} stroke={1.75} aria-hidden="true" />
        <input
          className={classes.input}
          type="text"
          role="combobox"
          aria-label={texts.find}
          aria-expanded={isOpen}
          aria-controls={LIST_ID}
          aria-autocomplete="list"
          aria-activedescendant={isOpen ? optionId(at) : undefined}
          placeholder={texts.findHint}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={250}
          // New people come here for this field only.
          autoFocus={autoFocus}
          value={typed}
          onChange={(event) => {
            type(event.currentTarget.value);
            setLit(0);
            setClosed(false);
            isAwaited.current = false;
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul id={LIST_ID} role="listbox" aria-label={texts.results} className={classes.results} hidden={!isOpen}>
        {found.map((option, number) => (
          <li
            key={option.id}
            id={optionId(number)}
            role="option"
            aria-selected={number === at}
            className={classes.row}
            data-testid="sign-in-option"
            data-idp={option.id}
            // Keeps the field focused, and its list open, until the click is done.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => go(number)}
          >
            <UniversityCrest option={option} />
            <UniversityWords option={option} matches={option.matches} />
            {number === at ? <kbd className={`${classes.key} vl-wide-only`}>Enter</kbd> : null}
          </li>
        ))}
      </ul>
      <p className={classes.count} role="status">
        {status()}
      </p>
    </div>
  );
}
