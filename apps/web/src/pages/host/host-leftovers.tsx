import { Table } from '@mantine/core';
import { Card, Note, TableFrame } from '@virlab/ui';
import { useHostLeftovers } from '../../data/hosts';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './host.module.css';

/** What is on a host and belongs to no machine: what it is, since when, and what becomes of it when. */
export function HostLeftovers({ hostId }: { hostId: string }) {
  const { leftovers: texts } = useTexts().staff.hosts;
  const format = useFormat();
  const { data } = useHostLeftovers(hostId);
  if (!data) return null;
  return (
    <Card title={texts.title}>
      <p className={classes.lead}>
        {data.leftovers.length === 0 ? texts.none : texts.lead} {texts.lookedAt(format.stamp(data.lookedAt))}
      </p>
      {data.isBraked ? (
        <Note tone="bad" role="alert">
          {texts.braked}
        </Note>
      ) : null}
      {data.leftovers.length === 0 ? null : (
        <TableFrame label={texts.title}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{texts.what}</Table.Th>
                <Table.Th>{texts.name}</Table.Th>
                <Table.Th>{texts.since}</Table.Th>
                <Table.Th>{texts.fate}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.leftovers.map(({ kind, name, since, isOurs, clearsAt }) => (
                <Table.Tr key={`${kind} ${name}`}>
                  <Table.Td>{texts.kinds[kind]}</Table.Td>
                  <Table.Td>
                    <code>{name}</code>
                  </Table.Td>
                  <Table.Td>{format.stamp(since)}</Table.Td>
                  <Table.Td>
                    {clearsAt ? texts.clears(format.stamp(clearsAt)) : isOurs ? texts.held : texts.theirs}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </TableFrame>
      )}
    </Card>
  );
}
