import type { PoolSummary } from '@virlab/contracts';
import { Table } from '@mantine/core';
import { Card, TableFrame, TextBlock } from '@virlab/ui';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './pools.module.css';

/** One row a pool: whose its machines are, what they are made of, and how many are on. */
export function PoolsTable({ pools, aside }: { pools: readonly PoolSummary[]; aside: ReactNode }) {
  const { pools: texts } = useTexts().staff;
  const { columns } = texts;
  const format = useFormat();
  if (pools.length === 0) {
    return (
      <Card title={texts.pools} aside={aside} padded>
        <div className={classes.none}>
          <p>{texts.none}</p>
          <TextBlock>{texts.noneStep}</TextBlock>
        </div>
      </Card>
    );
  }
  return (
    <Card title={texts.pools} aside={aside}>
      <TableFrame label={texts.pools}>
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{columns.pool}</Table.Th>
              <Table.Th>{columns.kind}</Table.Th>
              <Table.Th>{columns.template}</Table.Th>
              <Table.Th>{columns.class}</Table.Th>
              <Table.Th className={classes.right}>{columns.machines}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pools.map((pool) => (
              <Table.Tr key={pool.id} data-pool={pool.id}>
                <Table.Td>
                  <Link className={classes.name} to={`/pools/${encodeURIComponent(pool.id)}`}>
                    <b>{pool.title}</b>
                  </Link>
                  <span className={classes.id}>{pool.id}</span>
                </Table.Td>
                <Table.Td>{texts.kinds[pool.kind]}</Table.Td>
                <Table.Td>
                  {pool.templates.map(({ id, title, version }) => (
                    <Fragment key={id}>
                      <Link to={`/templates/${encodeURIComponent(id)}`}>{title}</Link>
                      <span className={classes.sub}>{texts.version(format.number(version))}</span>
                    </Fragment>
                  ))}
                </Table.Td>
                <Table.Td>{pool.class?.title ?? <span className="vl-muted">{texts.noClass}</span>}</Table.Td>
                <Table.Td className={`${classes.right} vl-num vl-nowrap`}>
                  {texts.ofMachines(format.number(pool.machines.on), format.number(pool.machines.known))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
    </Card>
  );
}
