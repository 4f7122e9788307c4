import { ApiError } from '@virlab/api-client';
import type { AttributeFate, OwnRecord, UniversityAsk } from '@virlab/contracts';
import { Button, Table } from '@mantine/core';
import { Card, KeyValues, Page, PageHeader, Section, TableFrame, ValueToken } from '@virlab/ui';
import { IconDownload } from '@tabler/icons-react';
import { useOwnRecord } from '../../data/session';
import { AskUniversity } from '../../features/attribute-fates/ask-university';
import { FatesTable } from '../../features/attribute-fates/fates-table';
import { PageLoading } from '../../shell/page-loading';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { usePageTitle } from '../../shell/use-page-title';
import { attributeWord, plainValue } from '../../texts/attributes/attribute-word';
import { useTexts } from '../../texts/texts-provider';
import classes from './record.module.css';
import { SessionTable } from './session-table';

/** What we know about you: what was sent, what it gives, where one is signed in. */
export default function RecordPage() {
  const { record: texts } = useTexts();
  const record = useOwnRecord();
  usePageTitle(texts.title);
  if (record.data) return <Record record={record.data} />;
  if (record.error instanceof ApiError) return <ProblemPage problem={record.error.problem} />;
  return (
    <Page width="reading">
      <PageHeader title={texts.title} />
      <PageLoading />
    </Page>
  );
}

function Record({ record }: { record: OwnRecord }) {
  const { record: texts, attributes } = useTexts();
  const format = useFormat();
  const now = useNow(60_000);
  const count = record.unmapped.length;
  const fates = fatesOf(record);
  return (
    <Page width="reading">
      <PageHeader
        title={texts.title}
        actions={
          <Button
            component="a"
            href={`data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(record, null, 2))}`}
            download="virlab.json"
            leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
          >
            {texts.download}
          </Button>
        }
      >
        <p className="vl-reading">
          {texts.lead(
            record.university.title,
            record.lastSignInAt ? format.since(record.lastSignInAt, now) : '',
          )}
        </p>
      </PageHeader>
      <Card title={texts.who} padded>
        <KeyValues
          entries={[
            [texts.name, record.displayName],
            [texts.identifier, <code key="id">{record.identifier}</code>],
            [texts.university, record.university.title],
            [texts.roles, record.roles.length > 0 ? format.list(record.roles) : texts.noRoles],
            [texts.policyVersion, texts.policyVersionNumber(format.number(record.policyVersion))],
          ]}
        />
      </Card>
      <Section title={texts.sent}>
        <Card>
          {fates.length > 0 ? (
            <FatesTable fates={fates} label={texts.sent} />
          ) : (
            <p className={classes.none}>{texts.nothingSent}</p>
          )}
        </Card>
        {count > 0 ? (
          <p className={`${classes.unmapped} vl-small vl-muted`}>
            {count === 1 ? texts.oneUnmapped : texts.unmapped(format.number(count))}{' '}
            {record.unmapped.map(({ name }) => name).join(', ')}
          </p>
        ) : null}
      </Section>
      <Section title={texts.rights}>
        <Card>
          {record.rights.length > 0 ? (
            <Rights record={record} />
          ) : (
            <p className={classes.none}>{texts.noRights}</p>
          )}
        </Card>
      </Section>
      {record.ask ? (
        <Section title={texts.lacking}>
          <p className={`${classes.lacking} vl-reading`}>
            {(record.ask.needed.length > 0 ? texts.lackingLead : texts.refusedLead)(
              record.university.title,
              format.list(
                (record.ask.needed.length > 0
                  ? record.ask.needed
                  : oncePerAttribute(record.ask.notAccepted)
                ).map(({ attr }) =>
                  attr === 'identifier' ? texts.identifierWord : attributeWord(attributes, attr).inSentence,
                ),
              ),
            )}
          </p>
          <AskUniversity ask={record.ask} filled={false} />
        </Section>
      ) : null}
      <SessionTable />
    </Page>
  );
}

function oncePerAttribute(refused: UniversityAsk['notAccepted']): UniversityAsk['notAccepted'] {
  return refused.filter(({ attr }, index) => refused.findIndex((one) => one.attr === attr) === index);
}

/** What was sent, and what was dropped of it, as rows of one table. */
function fatesOf(record: OwnRecord): AttributeFate[] {
  return [
    ...record.attributes.map(({ attr, values }): AttributeFate => ({
      attr,
      values,
      status: 'used',
      decided: false,
    })),
    ...record.droppedValues.map(({ attr, value, why }): AttributeFate => ({
      attr,
      values: [value],
      status: 'dropped',
      why,
      decided: false,
    })),
  ];
}

function Rights({ record }: { record: OwnRecord }) {
  const { record: texts, attributes } = useTexts();
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <TableFrame label={texts.rights}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.what}</Table.Th>
            <Table.Th>{texts.because}</Table.Th>
            <Table.Th>{texts.byRule}</Table.Th>
            <Table.Th>{texts.until}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {record.rights.map((right) => (
            <Table.Tr key={`${right.kind} ${right.ref} ${right.ruleId}`}>
              <Table.Td>
                <b>{right.title}</b>
                <span className={classes.second}>
                  {texts.right[right.kind]} {right.as ? (texts.asWords[right.as] ?? right.as) : ''}
                </span>
              </Table.Td>
              <Table.Td>
                <ul className={classes.values}>
                  {right.values.map(({ attr, value }) => (
                    <li key={`${attr} ${value}`} title={`${attr} = ${value}`}>
                      {attributeWord(attributes, attr).name}:{' '}
                      <ValueToken>{plainValue(attr, value)}</ValueToken>
                    </li>
                  ))}
                </ul>
              </Table.Td>
              <Table.Td>{right.ruleName}</Table.Td>
              <Table.Td className="vl-num">
                {right.validUntil ? format.day(right.validUntil, now) : texts.noEnd}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  );
}
