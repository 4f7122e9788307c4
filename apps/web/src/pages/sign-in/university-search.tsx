import type { SignInOption } from '@virlab/contracts';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { findUniversities, type FoundUniversity } from './find-universities';
import classes from './sign-in.module.css';
import { initials, type UniversityLinkProps } from './university-link';

export interface UniversitySearchProps {
  options: readonly SignInOption[];
  link: (option: SignInOption) => UniversityLinkProps;
  autoFocus: boolean;
}

/** A field that finds a university from the first letter (combobox pattern of ARIA APG); Enter takes the lit one. */
export function UniversitySearch({ options, link, autoFocus }: UniversitySearchProps) {
  const { signIn: texts } = useTexts();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [lit, setLit] = useState(0);
  const found = findUniversities(options, typed);
  const current = found[Math.min(lit, found.length - 1)];
  const example = options.find(({ domain }) => domain)?.domain ?? 'ulagoa.example';

  const go = (option: SignInOption) => {
    const { href, onGo } = link(option);
    onGo();
    window.location.assign(href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (found.length > 0) setLit((lit + step + found.length) % found.length);
    } else if (event.key === 'Enter' && current) {
      event.preventDefault();
      go(current.option);
    } else if (event.key === 'Escape') {
      setTyped('');
    }
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
          aria-expanded={found.length > 0}
          aria-controls="universities"
          aria-autocomplete="list"
          aria-activedescendant={current ? optionId(current.option) : undefined}
          placeholder={texts.findHint}
          autoComplete="off"
          spellCheck={false}
          // New people come here for this field only.
          autoFocus={autoFocus}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setLit(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul
        id="universities"
        role="listbox"
        aria-label={texts.results}
        className={classes.results}
        hidden={found.length === 0}
      >
        {found.map((hit) => (
          <li
            key={hit.option.id}
            id={optionId(hit.option)}
            role="option"
            aria-selected={hit === current}
            className={classes.row}
            data-testid="sign-in-option"
            data-idp={hit.option.id}
            onClick={() => go(hit.option)}
          >
            <span className={classes.crest} aria-hidden="true">
              {initials(hit.option.title)}
            </span>
            <span className={classes.words}>
              <Title hit={hit} />
              <span className="vl-small vl-muted">
                {hit.option.practice ? texts.practice : hit.option.domain}
              </span>
            </span>
            {hit === current ? <kbd className={`${classes.key} vl-wide-only`}>Enter</kbd> : null}
          </li>
        ))}
      </ul>
      <p className={classes.count} role="status">
        {typed.trim() === ''
          ? ''
          : found.length > 0
            ? texts.shown(format.number(found.length), format.number(options.length))
            : texts.none(example)}
      </p>
    </div>
  );
}

function optionId(option: SignInOption): string {
  return `university-${encodeURIComponent(option.id)}`;
}

function Title({ hit: { option, match } }: { hit: FoundUniversity }) {
  if (!match) return <span>{option.title}</span>;
  const [start, end] = match;
  return (
    <span>
      {option.title.slice(0, start)}
      <mark className={classes.match}>{option.title.slice(start, end)}</mark>
      {option.title.slice(end)}
    </span>
  );
}
