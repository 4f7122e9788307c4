import type { PersonSummary } from '@virlab/contracts';
import { Table } from '@mantine/core';
import { TableFrame, VerdictGlyph } from '@virlab/ui';
import { Link } from 'react-router';
import { useTitles } from '../../data/policy';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './people.module.css';

/** One row a person. */
export function PeopleTable({ people }: { people: readonly PersonSummary[] }) {
  const { people: texts, sentence } = useTexts().staff;
  const format = useFormat();
  const now = useNow(60_000);
  const titleOf = useTitles(useSession().abilities.includes('policy.read'));
  const { columns } = texts;
  return (
    <TableFrame label={texts.title}>
      <Table className={classes.table} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.name}</Table.Th>
            <Table.Th>{columns.university}</Table.Th>
            <Table.Th>{columns.outcome}</Table.Th>
            <Table.Th>{columns.roles}</Table.Th>
            <Table.Th>{columns.classes}</Table.Th>
            <Table.Th>{columns.machines}</Table.Th>
            <Table.Th className={classes.right}>{columns.lastSignIn}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id} data-person={person.id}>
              <Table.Td>
                <Link className={classes.name} to={`/people/${person.id}`}>
                  {person.displayName}
                </Link>
                <span className={classes.identifier}>{person.identifier}</span>
              </Table.Td>
              <Table.Td>{person.university.title}</Table.Td>
              <Table.Td className="vl-nowrap">
                <span className={classes.outcome} data-outcome={person.outcome}>
                  <VerdictGlyph verdict={person.outcome === 'admitted' ? 'true' : 'false'} />
                  {person.outcome === 'admitted' ? texts.admitted : texts.refused}
                </span>
                {person.dropped > 0 ? (
                  <span className={classes.dropped}>{texts.dropped(person.dropped)}</span>
                ) : null}
              </Table.Td>
              <Table.Td>{person.roles.map((role) => sentence.roles[role] ?? role).join(', ')}</Table.Td>
              <Table.Td>
                {person.classes
                  .map(({ ref, as }) => {
                    const role = as === 'learner' ? '' : `, ${sentence.classRoles[as] ?? as}`;
                    return `${titleOf('class', ref)}${role}`;
                  })
                  .join('; ')}
              </Table.Td>
              <Table.Td>{person.pools.map((ref) => titleOf('pool', ref)).join(', ')}</Table.Td>
              <Table.Td className={`${classes.right} vl-num vl-nowrap vl-muted`}>
                {person.lastSignInAt ? format.since(person.lastSignInAt, now) : texts.never}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  );
}
