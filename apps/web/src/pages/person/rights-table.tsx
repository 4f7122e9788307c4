import type { PersonDetail } from '@virlab/contracts';
import { Button, Table } from '@mantine/core';
import { Card, TableFrame, ValueToken } from '@virlab/ui';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { attributeName, shortValue } from '../../texts/staff/attribute-name';
import { useTexts } from '../../texts/texts-provider';
import classes from './person.module.css';

export interface RightsTableProps {
  person: Pick<PersonDetail, 'id' | 'rights'>;
  /** Rights lead to their explanation. */
  mayAsk: boolean;
}

/** What a person has, each with the rule and the values that gave it. */
export function RightsTable({ person, mayAsk }: RightsTableProps) {
  const { people, sentence } = useTexts().staff;
  const texts = people.one;
  const format = useFormat();
  const now = useNow(60_000);
  if (person.rights.length === 0) {
    return (
      <Card padded>
        <p>{texts.noRights}</p>
      </Card>
    );
  }
  return (
    <Card>
      <TableFrame label={texts.rightsTitle}>
        <Table className={classes.rights}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.what}</Table.Th>
              <Table.Th>{texts.because}</Table.Th>
              <Table.Th>{texts.byRule}</Table.Th>
              <Table.Th>{texts.until}</Table.Th>
              <Table.Th>
                <span className="vl-hidden">{texts.why}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {person.rights.map((right) => {
              const title = right.kind === 'role' ? (sentence.roles[right.ref] ?? right.title) : right.title;
              const target = `${right.kind}:${right.ref}`;
              const as = right.as ? `, ${sentence.classRoles[right.as] ?? right.as}` : '';
              return (
                <Table.Tr key={`${target} ${right.ruleId}`} data-right={target}>
                  <Table.Td>
                    <b>{title}</b>
                    <span className={classes.second}>
                      {texts.right[right.kind]}
                      {as}
                    </span>
                  </Table.Td>
                  <Table.Td>
                    {right.values.length === 0 ? (
                      <span className="vl-muted">{texts.always}</span>
                    ) : (
                      <ul className={classes.values}>
                        {right.values.map(({ attr, value }) => {
                          const short = shortValue(sentence, attr, value);
                          return (
                            <li key={`${attr} ${value}`} title={attr}>
                              {attributeName(sentence, attr).name}{' '}
                              <ValueToken title={short === value ? undefined : value}>{short}</ValueToken>
                            </li>
                          );
                        })}
                      </ul>
                    )}
                  </Table.Td>
                  <Table.Td>
                    {right.ruleName}
                    <span className={classes.second}>
                      {texts.underVersion(format.number(right.policyVersion))},{' '}
                      {texts.given(format.since(right.grantedAt, now))}
                    </span>
                  </Table.Td>
                  <Table.Td className="vl-num vl-nowrap">
                    {right.validUntil ? format.day(right.validUntil, now) : texts.noEnd}
                  </Table.Td>
                  <Table.Td className={classes.end}>
                    {mayAsk ? (
                      <Button
                        size="xs"
                        component={Link}
                        to={`/policy/why?${new URLSearchParams({ person: person.id, target })}`}
                        aria-label={texts.whyLabel(title)}
                      >
                        {texts.why}
                      </Button>
                    ) : null}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </TableFrame>
    </Card>
  );
}
