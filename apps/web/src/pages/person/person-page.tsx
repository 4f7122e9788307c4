import { ApiError } from '@virlab/api-client';
import type { PersonDetail } from '@virlab/contracts';
import { ActionIcon, Button } from '@mantine/core';
import { Figures, Page, PageHeader, RowsLoading, Section } from '@virlab/ui';
import { IconArrowLeft, IconHelpCircle } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { usePerson } from '../../data/people';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { AttributesTable } from './attributes-table';
import classes from './person.module.css';
import { EndSessions } from './end-sessions';
import { RightsTable } from './rights-table';

/** One person: what they have and by which rule, and what became of everything their university released. */
export default function PersonPage() {
  const { staff, shell } = useTexts();
  const { id = '' } = useParams();
  const person = usePerson(id);
  usePageTitle(person.data?.displayName ?? staff.people.title);
  if (person.data) return <Person person={person.data} />;
  if (person.error instanceof ApiError) return <ProblemPage problem={person.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={staff.people.title}> </PageHeader>
      <RowsLoading rows={8} height={52} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}

function Person({ person }: { person: PersonDetail }) {
  const { people } = useTexts().staff;
  const texts = people.one;
  const format = useFormat();
  const now = useNow(60_000);
  const { abilities } = useSession();
  const mayAsk = abilities.includes('policy.read');
  const mayEnd = abilities.includes('people.sign-out');
  const kept = person.attributes.reduce((sum, { values }) => sum + values.length, 0);
  const unmapped = person.unmapped.reduce((sum, { count }) => sum + count, 0);
  const dropped = person.droppedValues.length;
  return (
    <Page width="fluid">
      <PageHeader
        title={
          <span className={classes.title}>
            <ActionIcon component={Link} to="/people" aria-label={texts.back} title={texts.back}>
              <IconArrowLeft size={18} stroke={1.75} />
            </ActionIcon>
            {person.displayName}
          </span>
        }
        actions={
          <>
            {mayEnd ? <EndSessions person={person} /> : null}
            {mayAsk ? (
              <Button
                component={Link}
                to={`/policy/why?person=${encodeURIComponent(person.id)}`}
                variant="filled"
                leftSection={<IconHelpCircle size={16} stroke={1.75} aria-hidden="true" />}
              >
                {texts.ask}
              </Button>
            ) : null}
          </>
        }
      >
        {person.university.title} · <code>{person.identifier}</code> ·{' '}
        {person.lastSignInAt ? texts.signedIn(format.since(person.lastSignInAt, now)) : people.never} ·{' '}
        {texts.version(format.number(person.policyVersion))}
      </PageHeader>
      <Figures
        label={texts.figures}
        figures={[
          { value: format.number(kept), words: texts.kept },
          { value: format.number(dropped), words: texts.dropped, ...(dropped > 0 ? { tone: 'bad' } : {}) },
          { value: format.number(unmapped), words: texts.notMapped, tone: 'off' },
          { value: format.number(person.rights.length), words: texts.rights },
        ]}
      />
      <Section title={texts.rightsTitle}>
        <RightsTable person={person} mayAsk={mayAsk} />
      </Section>
      <Section title={texts.released}>
        <AttributesTable person={person} />
        <p className={classes.audited}>{texts.audited}</p>
      </Section>
    </Page>
  );
}
