import type { PersonSummary, PolicyTarget } from '@virlab/contracts';
import { type ComboboxItem, type OptionsFilter, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { IconChevronDown } from '@tabler/icons-react';
import { hasWords } from '../../texts/staff/has-words';
import { useTexts } from '../../texts/texts-provider';
import classes from './why.module.css';

/** More names than this are no help; typing narrows them down. */
const MOST_NAMES = 50;

const CHEVRON = <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />;

export interface QuestionProps {
  people: readonly PersonSummary[];
  targets: readonly PolicyTarget[];
  asked: { person: string; target: string };
  /** False for who may not see people: they ask about a right alone. */
  mayAskAboutPeople: boolean;
  /** As of when, with what else can be asked; left out until there is an answer. */
  asOf?: ReactNode;
  onAsk: (question: { person: string } | { target: string }) => void;
}

/** The question as a sentence to fill in. */
export function Question({ people, targets, asked, mayAskAboutPeople, asOf, onAsk }: QuestionProps) {
  const { staff } = useTexts();
  const texts = staff.why;
  const names = people.map(({ id, displayName, identifier }) => ({
    value: id,
    label: displayName,
    words: `${displayName} ${identifier}`,
    identifier,
    initials: initialsOf(displayName),
  }));
  const chosen = names.find(({ value }) => value === asked.person);
  const titleOf = ({ kind, title }: PolicyTarget) =>
    kind === 'role' ? (staff.sentence.roles[title] ?? title) : title;
  const rights = (['pool', 'class', 'role'] as const).map((kind) => ({
    group: texts.groups[kind],
    items: targets
      .filter((target) => target.kind === kind)
      .map((target) => ({ value: `${kind}:${target.ref}`, label: titleOf(target) })),
  }));
  const words = new Map(names.map(({ value, words: found }) => [value, found]));
  const byWords: OptionsFilter = ({ options, search, limit }) =>
    (options as ComboboxItem[])
      .filter(({ value }) => hasWords(words.get(value) ?? '', search))
      .slice(0, limit);
  const identifiers = new Map(names.map(({ value, identifier }) => [value, identifier]));
  return (
    <div className={classes.question} role="search" aria-label={texts.ask.label}>
      <span>{texts.ask.whyDoes}</span>
      <Select
        className={classes.person}
        aria-label={texts.ask.person}
        placeholder={texts.ask.personPlaceholder}
        data={names}
        value={asked.person || null}
        onChange={(person) => onAsk({ person: person ?? '' })}
        clearable
        disabled={!mayAskAboutPeople}
        searchable
        selectFirstOptionOnChange
        limit={MOST_NAMES}
        filter={byWords}
        nothingFoundMessage={texts.ask.nobody}
        // The list itself scrolls, as the pattern of a combobox has it.
        withScrollArea={false}
        classNames={{ options: classes.options }}
        rightSection={CHEVRON}
        {...(chosen ? { leftSection: <span className={classes.avatar}>{chosen.initials}</span> } : {})}
        renderOption={({ option }) => (
          <span className={classes.option}>
            {option.label}
            <code>{identifiers.get(option.value)}</code>
          </span>
        )}
      />
      <span>{texts.ask.haveOrNot}</span>
      <Select
        className={classes.target}
        aria-label={texts.ask.target}
        placeholder={texts.ask.targetPlaceholder}
        data={rights.filter(({ items }) => items.length > 0)}
        value={asked.target || null}
        onChange={(target) => onAsk({ target: target ?? '' })}
        searchable
        selectFirstOptionOnChange
        nothingFoundMessage={texts.ask.nothing}
        // The list itself scrolls, as the pattern of a combobox has it.
        withScrollArea={false}
        classNames={{ options: classes.options }}
        rightSection={CHEVRON}
      />
      {asOf === undefined ? null : (
        <>
          <span>{texts.ask.asOf}</span>
          {asOf}
        </>
      )}
    </div>
  );
}

/** First letters of the first and the last name. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => word?.slice(0, 1) ?? '');
  return letters.join('').toUpperCase();
}
