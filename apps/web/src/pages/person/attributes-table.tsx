import type { PersonDetail } from '@virlab/contracts';
import { Table } from '@mantine/core';
import { Card, RawValue, TableFrame, type Verdict, VerdictGlyph } from '@virlab/ui';
import type { ReactNode } from 'react';
import { attributeName } from '../../texts/staff/attribute-name';
import { useTexts } from '../../texts/texts-provider';
import classes from './person.module.css';

/** Everything that was released and what became of it: dropped first, then kept, then what has no mapping. */
export function AttributesTable({ person }: { person: PersonDetail }) {
  const { people } = useTexts().staff;
  const texts = people.one;
  const { attributes, droppedValues, unmapped, rights } = person;
  if (attributes.length + droppedValues.length + unmapped.length === 0) {
    return (
      <Card padded>
        <p>{texts.nothing}</p>
      </Card>
    );
  }
  const givenBy = (attr: string) =>
    rights.filter(({ values }) => values.some((value) => value.attr === attr)).length;
  return (
    <Card>
      <TableFrame label={texts.released}>
        <Table className={classes.attributes}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.came}</Table.Th>
              <Table.Th>{texts.value}</Table.Th>
              <Table.Th>{texts.fate}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {droppedValues.map(({ attr, value, why }) => (
              <Row
                key={`${attr} ${value}`}
                attr={attr}
                value={<RawValue dropped>{value}</RawValue>}
                verdict="false"
                fate={texts.isDropped}
                detail={people.why[why] ?? why}
              />
            ))}
            {attributes.map(({ attr, values }) => {
              const count = givenBy(attr);
              return (
                <Row
                  key={attr}
                  attr={attr}
                  value={values.map((value) => (
                    <RawValue key={value}>{value}</RawValue>
                  ))}
                  verdict="true"
                  fate={texts.isKept}
                  detail={count === 0 ? texts.notUsed : texts.usedBy(count)}
                />
              );
            })}
            {unmapped.map(({ name, count }) => (
              <Row
                key={name}
                attr={name}
                value={<span className="vl-faint">{texts.noMapping}</span>}
                verdict="notAsked"
                fate={texts.isUnmapped}
                detail={texts.values(count)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
    </Card>
  );
}

interface RowProps {
  attr: string;
  value: ReactNode;
  verdict: Verdict;
  fate: string;
  detail: string;
}

function Row({ attr, value, verdict, fate, detail }: RowProps) {
  const { sentence } = useTexts().staff;
  const { name } = attributeName(sentence, attr);
  return (
    <Table.Tr data-attribute={attr}>
      <Table.Td>
        <b className={classes.attr}>{attr}</b>
        {name === attr ? null : <span className={classes.second}>{name}</span>}
      </Table.Td>
      <Table.Td>
        <span className={classes.raw}>{value}</span>
      </Table.Td>
      <Table.Td>
        <span className={classes.fate} data-verdict={verdict}>
          <VerdictGlyph verdict={verdict} />
          {fate}
        </span>
        <span className={classes.second}>{detail}</span>
      </Table.Td>
    </Table.Tr>
  );
}
