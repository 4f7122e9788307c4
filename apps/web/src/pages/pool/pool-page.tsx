import { ApiError } from '@virlab/api-client';
import type { PoolDetail } from '@virlab/contracts';
import { ActionIcon } from '@mantine/core';
import { Page, PageHeader, RowsLoading } from '@virlab/ui';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { usePool } from '../../data/pools';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { PoolForm } from './pool-form';
import { RemovePool } from './remove-pool';
import classes from './pool.module.css';

/** One pool: how many machines it has, and how it keeps them. */
export default function PoolPage() {
  const { id = '' } = useParams();
  const { shell, staff } = useTexts();
  const query = usePool(id);
  usePageTitle(query.data?.title ?? staff.pools.title);
  if (query.data) return <OnePool key={query.data.id} pool={query.data} />;
  if (query.error instanceof ApiError) return <ProblemPage problem={query.error.problem} />;
  return (
    <Page width="reading">
      <PageHeader title={staff.pools.title}> </PageHeader>
      <RowsLoading rows={5} height={72} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}

function OnePool({ pool }: { pool: PoolDetail }) {
  const { pool: texts } = useTexts().staff;
  const format = useFormat();
  const now = useNow(60_000);
  const { abilities } = useSession();
  const { all, owned, spares, waiting } = pool.machines;
  const { opensAt } = pool;
  return (
    <Page width="reading">
      <PageHeader
        title={
          <span className={classes.title}>
            <ActionIcon component={Link} to="/pools" aria-label={texts.back} title={texts.back}>
              <IconArrowLeft size={18} stroke={1.75} />
            </ActionIcon>
            {pool.title}
          </span>
        }
        actions={abilities.includes('pools.write') ? <RemovePool pool={pool} /> : null}
      >
        {all === 0
          ? texts.noMachines
          : texts.lead(format.number(all), format.number(owned), format.number(spares))}
        {waiting > 0 ? ` ${texts.waiting(format.number(waiting), waiting === 1)}` : ''}
        {opensAt ? ` ${texts.closed(`${format.day(opensAt, now)}, ${format.time(opensAt)}`)}` : ''}
      </PageHeader>
      <PoolForm pool={pool} />
    </Page>
  );
}
