import type { RecordedValue, SignInRecord } from '@virlab/contracts';
import { Table } from '@mantine/core';
import { Card, RawValue, TableFrame, VerdictGlyph } from '@virlab/ui';
import type { ReactNode } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './attributes.module.css';
import { sayFilter } from './say-filter';

/** Everything that came or should have: what is missing first and lit, what was dropped struck, what was not mapped last. */
export function ValuesTable({ record }: { record: SignInRecord }) {
  const texts = useTexts().staff.attributes;
  const { values, unmapped, lacking, scopes } = record;
  return (
    <Card>
      <TableFrame label={texts.columns.fate}>
        <Table className={classes.values}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.columns.came}</Table.Th>
              <Table.Th>{texts.columns.decoded}</Table.Th>
              <Table.Th>{texts.columns.fate}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lacking.map((one) => (
              <Missing key={one.attr} missing={one} />
            ))}
            {values.map((value, index) => (
              <ValueRow key={`${value.name} ${index}`} value={value} scopes={scopes} />
            ))}
            {unmapped.map(({ name, friendlyName, count }) => (
              <Table.Tr key={name}>
                <Table.Td>
                  <SamlName name={name} friendlyName={friendlyName} />
                </Table.Td>
                <Table.Td className="vl-muted">{texts.noMapping}</Table.Td>
                <Table.Td>
                  <Fate verdict="notAsked" tone="off" word={texts.isUnmapped}>
                    {texts.values(count)}
                  </Fate>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
    </Card>
  );
}

function Missing({
  missing: { attr, rules, lackedBy, people, came },
}: {
  missing: SignInRecord['lacking'][number];
}) {
  const texts = useTexts().staff.attributes;
  const format = useFormat();
  const isIdentifier = attr === 'identifier';
  return (
    <Table.Tr className={classes.lit} data-missing={attr}>
      <Table.Td className="vl-muted">{came ? texts.nothingAccepted : texts.nothing}</Table.Td>
      <Table.Td>
        <b>{isIdentifier ? texts.identifier : attr}</b>
      </Table.Td>
      <Table.Td>
        <Fate verdict="missing" tone="accent" word={came ? texts.noneAccepted : texts.neverCame}>
          {isIdentifier ? (
            texts.tellsApart
          ) : (
            <span title={rules.join(', ')}>
              {texts.asked(rules.length)} {texts.lackedBy(format.number(lackedBy), format.number(people))}
            </span>
          )}
        </Fate>
      </Table.Td>
    </Table.Tr>
  );
}

function ValueRow({ value: one, scopes }: { value: RecordedValue; scopes: readonly string[] }) {
  const texts = useTexts().staff.attributes;
  const isDropped = one.fate === 'dropped';
  return (
    <Table.Tr data-fate={one.fate}>
      <Table.Td>
        <SamlName name={one.name} friendlyName={one.friendlyName} />
        {one.hidden ? <i className="vl-muted">{texts.hidden}</i> : <RawValue>{one.came}</RawValue>}
      </Table.Td>
      <Table.Td>
        <b className={classes.attr}>{one.attr}</b>
        {one.value === undefined ? null : <RawValue dropped={isDropped}>{one.value}</RawValue>}
        {one.scope === undefined ? null : (
          <span className={`${classes.scope} vl-small vl-muted`}>{texts.scope(one.scope)}</span>
        )}
      </Table.Td>
      <Table.Td>
        {isDropped ? (
          <Fate verdict="false" tone="bad" word={texts.isDropped}>
            <Reason value={one} scopes={scopes} />
          </Fate>
        ) : (
          <Fate verdict="true" tone="ok" word={one.fate === 'kept' ? texts.isKept : texts.isRepeated}>
            {one.use === 'rules' ? texts.use.rules(one.rules) : texts.use[one.use]}
          </Fate>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Why a value was dropped: the foreign scope beside its own, or what the filter takes instead. */
function Reason({
  value: { why = '', scope, words, rule },
  scopes,
}: {
  value: RecordedValue;
  scopes: readonly string[];
}) {
  const { staff } = useTexts();
  if (why === 'scope-not-asserted-by-idp' && scope !== undefined) {
    return staff.attributes.foreignScope(scope, scopes.join(', '));
  }
  const said = words ? sayFilter(words, staff.attributes) : (staff.people.why[why] ?? why);
  return <span title={rule}>{said}</span>;
}

function SamlName({ name, friendlyName }: { name: string; friendlyName?: string | undefined }) {
  return (
    <code className={classes.samlName} title={friendlyName}>
      <bdi>{name}</bdi>
    </code>
  );
}

interface FateProps {
  verdict: 'true' | 'false' | 'missing' | 'notAsked';
  tone: 'ok' | 'bad' | 'accent' | 'off';
  word: string;
  children: ReactNode;
}

function Fate({ verdict, tone, word, children }: FateProps) {
  return (
    <>
      <span className={classes.fate} data-tone={tone}>
        <VerdictGlyph verdict={verdict} plain />
        {word}
      </span>
      <span className={classes.reason}>{children}</span>
    </>
  );
}
