import { ApiError } from '@virlab/api-client';
import type { Usage, UsageBy } from '@virlab/contracts';
import { Button, SegmentedControl } from '@mantine/core';
import { Card, Page, PageHeader, RowsLoading } from '@virlab/ui';
import { IconDownload } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { usageCsvAddress, useUsage } from '../../data/usage';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import classes from './usage.module.css';
import { UsageTable } from './usage-table';

const BY = ['class', 'pool', 'person'] as const satisfies readonly UsageBy[];
const DAYS = [7, 30, 120, 365] as const;
const USUAL_DAYS = 30;
const HOUR_MS = 3_600_000;

/** How long machines were on: by class, pool or person, of the last days. */
export default function UsagePage() {
  const { staff, shell } = useTexts();
  const { usage: texts } = staff;
  usePageTitle(texts.title);
  const [params, setParams] = useSearchParams();
  const by = BY.find((one) => one === params.get('by')) ?? 'class';
  const days = DAYS.find((one) => String(one) === params.get('days')) ?? USUAL_DAYS;
  // To the end of this hour, so that the question stays the same for a while.
  const to = (Math.floor(useNow(HOUR_MS) / HOUR_MS) + 1) * HOUR_MS;
  const from = new Date(to - days * 24 * HOUR_MS).toISOString();
  const query = { from, to: new Date(to).toISOString(), by };
  const usage = useUsage(query);
  const format = useFormat();
  if (usage.error instanceof ApiError) return <ProblemPage problem={usage.error.problem} />;

  const change = (changes: Record<string, string>) =>
    setParams({ by, days: String(days), ...changes }, { replace: true });
  return (
    <Page width="fluid">
      <PageHeader
        title={texts.title}
        actions={
          <Button
            component="a"
            href={usageCsvAddress(query)}
            download
            leftSection={<IconDownload size={16} stroke={1.75} />}
          >
            {texts.csv}
          </Button>
        }
      >
        {usage.data ? <Finding usage={usage.data} /> : ' '}
      </PageHeader>
      <div className={classes.stack}>
        <div className={classes.choices}>
          <SegmentedControl
            aria-label={texts.by}
            value={by}
            onChange={(chosen) => change({ by: chosen })}
            data={BY.map((value) => ({ value, label: texts.byWord[value] }))}
          />
          <SegmentedControl
            aria-label={texts.span}
            value={String(days)}
            onChange={(chosen) => change({ days: chosen })}
            data={DAYS.map((one) => ({ value: String(one), label: texts.days(format.number(one)) }))}
          />
        </div>
        {usage.data ? (
          <Rows usage={usage.data} />
        ) : (
          <RowsLoading rows={6} height={44} label={shell.loading} longLabel={shell.loadingLong} />
        )}
      </div>
    </Page>
  );
}

function Finding({ usage: { total, of } }: { usage: Usage }) {
  const { usage: texts } = useTexts().staff;
  const format = useFormat();
  const words = texts.lead(format.number(total.machineHours), format.number(total.runs), total.runs === 1);
  return <>{of === 'own-classes' ? `${words} ${texts.ownClasses}` : words}</>;
}

function Rows({ usage }: { usage: Usage }) {
  const { usage: texts } = useTexts().staff;
  if (usage.rows.length > 0) return <UsageTable usage={usage} />;
  return (
    <Card padded>
      <div className={classes.none}>
        <p>{texts.none}</p>
        <p className="vl-muted">{texts.noneStep}</p>
      </div>
    </Card>
  );
}
