import { type ComboboxItem, type OptionsFilter, Select } from '@mantine/core';
import { Card } from '@virlab/ui';
import { Link, useSearchParams } from 'react-router';
import { usePeople } from '../../data/people';
import { useSession } from '../../shell/session-context';
import { hasWords } from '../../texts/staff/has-words';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-cases.module.css';

/** More names than this are no help; typing narrows them down. */
const MOST_NAMES = 50;

/** Where a test case can come from: a known person, or a sign-in that was recorded. */
export function BeginWithSomebody({ chosen }: { chosen: string }) {
  const { abilities } = useSession();
  if (!abilities.includes('people.read') && !abilities.includes('attributes.read')) return null;
  return <Begin chosen={chosen} maySeePeople={abilities.includes('people.read')} />;
}

function Begin({ chosen, maySeePeople }: { chosen: string; maySeePeople: boolean }) {
  const { staff } = useTexts();
  const texts = staff.policy.cases.from;
  const { abilities } = useSession();
  return (
    <Card title={texts.title} padded>
      <p className="vl-muted">{texts.body}</p>
      <div className={classes.real}>
        {maySeePeople ? <PersonField chosen={chosen} /> : null}
        {abilities.includes('attributes.read') ? (
          <p>
            {texts.signIn} <Link to="/attributes">{texts.attributes}</Link>.
          </p>
        ) : null}
      </div>
    </Card>
  );
}

function PersonField({ chosen }: { chosen: string }) {
  const { staff } = useTexts();
  const texts = staff.policy.cases.from;
  const people = usePeople().data?.people ?? [];
  const [, setParams] = useSearchParams();
  const words = new Map(
    people.map(({ id, displayName, identifier }) => [id, `${displayName} ${identifier}`]),
  );
  const byWords: OptionsFilter = ({ options, search, limit }) =>
    (options as ComboboxItem[])
      .filter(({ value }) => hasWords(words.get(value) ?? '', search))
      .slice(0, limit);
  return (
    <Select
      label={texts.person}
      data={people.map(({ id, displayName }) => ({ value: id, label: displayName }))}
      value={chosen || null}
      onChange={(person) => setParams(person ? { person } : {})}
      searchable
      selectFirstOptionOnChange
      limit={MOST_NAMES}
      filter={byWords}
      nothingFoundMessage={texts.none}
      withScrollArea={false}
      classNames={{ options: classes.options }}
    />
  );
}
