import { ApiError } from '@virlab/api-client';
import { Button } from '@mantine/core';
import { Card, Page, PageHeader, RowsLoading } from '@virlab/ui';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useSignInRecords } from '../../data/attributes';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import classes from './attributes.module.css';
import { SignInList } from './sign-in-list';
import { SignInMatter } from './sign-in-matter';

const OUTCOMES = ['missing', 'refused'] as const;

/** The last sign-ins at the left; of the chosen one what came, and what became of each value. */
export default function AttributesPage() {
  const { staff, shell } = useTexts();
  const texts = staff.attributes;
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const search = params.get('q') ?? '';
  const outcome = OUTCOMES.find((one) => one === params.get('outcome'));
  const change = (changes: Record<string, string>) => {
    const all = { ...Object.fromEntries(params), ...changes };
    setParams(
      Object.entries(all).filter(([, value]) => value !== ''),
      { replace: true },
    );
  };
  const asked = {
    ...(search ? { search } : {}),
    ...(outcome ? { outcome } : {}),
    ...only('provider', params.get('provider')),
    ...only('person', params.get('person')),
  };
  const list = useSignInRecords(asked);
  usePageTitle(texts.title);
  if (list.error instanceof ApiError && !list.data) return <ProblemPage problem={list.error.problem} />;

  const records = list.data?.pages.flatMap((page) => page.records) ?? [];
  const [first] = list.data?.pages ?? [];
  const chosen = params.get('signIn') ?? records[0]?.id;
  const isNarrowed = Object.keys(asked).length > 0;
  return (
    <Page width="fluid">
      <PageHeader
        title={texts.title}
        actions={
          <Button
            component={Link}
            to="/attributes/rules"
            leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden="true" />}
          >
            {texts.files}
          </Button>
        }
      >
        {texts.lead}
      </PageHeader>
      {!list.data ? (
        <RowsLoading rows={8} height={78} label={shell.loading} longLabel={shell.loadingLong} />
      ) : records.length === 0 && !isNarrowed ? (
        <Card padded>
          <p>{texts.none}</p>
        </Card>
      ) : (
        <div className={classes.columns}>
          <SignInList
            records={records}
            chosen={chosen}
            search={search}
            outcome={outcome ?? ''}
            addressOf={(id) => `?${new URLSearchParams({ ...Object.fromEntries(params), signIn: id })}`}
            onChange={(changes) => change({ ...changes, signIn: '' })}
            onClear={() => setParams({}, { replace: true })}
            onOlder={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          />
          <div className={classes.matter}>
            {chosen ? <SignInMatter key={chosen} id={chosen} /> : <p>{texts.choose}</p>}
            {first ? (
              <p className={`${classes.footer} vl-small vl-faint`}>
                {texts.footer(format.number(first.keptDays), format.number(first.keptOfPerson))}
              </p>
            ) : null}
          </div>
        </div>
      )}
    </Page>
  );
}

function only(name: 'provider' | 'person', value: string | null): Record<string, string> {
  return value ? { [name]: value } : {};
}
