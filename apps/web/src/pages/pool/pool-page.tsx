import type { PoolDetail, PoolSettings } from '@virlab/contracts';
import { ApiError } from '@virlab/api-client';
import { Button, NumberInput, Select } from '@mantine/core';
import { Card, Note, Page, PageHeader } from '@virlab/ui';
import { useState } from 'react';
import { useParams } from 'react-router';
import { usePool, useSavePool } from '../../data/pools';
import { PageLoading } from '../../shell/page-loading';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat, useSession } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { poolEn } from '../../texts/staff/pool/en';
import { poolPt } from '../../texts/staff/pool/pt';
import { useLanguage, useTexts } from '../../texts/texts-provider';

const NUMBERS = ['size', 'warmSpares', 'idleMinutes', 'limitMinutes', 'keepDays', 'snapshots'] as const;
/** Settings that are a number at all times; the others are empty for none. */
const ALWAYS: ReadonlySet<string> = new Set(['warmSpares', 'snapshots']);

/** One pool: how it keeps its machines, as half sentences with units. */
export default function PoolPage() {
  const { id = '' } = useParams();
  const query = usePool(id);
  usePageTitle(query.data?.title ?? id);
  if (query.data) return <PoolForm key={query.data.updatedAt} pool={query.data} />;
  return query.error instanceof ApiError ? <ProblemPage problem={query.error.problem} /> : <PageLoading />;
}

function PoolForm({ pool }: { pool: PoolDetail }) {
  const { language } = useLanguage();
  const texts = language === 'pt' ? poolPt : poolEn;
  const { errors } = useTexts();
  const format = useFormat();
  const { abilities } = useSession();
  const mayWrite = abilities.includes('pools.write');
  const save = useSavePool(pool.id);
  const [kind, setKind] = useState(pool.kind);
  const [settings, setSettings] = useState<PoolSettings>(pool.settings);
  const problem = save.error instanceof ApiError ? save.error.problem : undefined;
  const faultOf = (field: string) =>
    problem?.errors?.find(({ path }) => path === `settings.${field}`)?.message;
  const { machines } = pool;
  const submit = () =>
    save.mutate({
      ...{ title: pool.title, kind, template: pool.template.id, hosts: pool.hosts.map(({ id }) => id) },
      ...{ class: pool.class?.id ?? null, settings, updatedAt: pool.updatedAt },
    });
  return (
    <Page width="reading">
      <PageHeader title={pool.title}>
        {texts.lead(
          format.number(machines.all),
          format.number(machines.owned),
          format.number(machines.spares),
        )}
      </PageHeader>
      <Card padded>
        <form
          className="vl-stack"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Select
            label={texts.kind}
            value={kind}
            onChange={(value) => setKind((value ?? kind) as PoolDetail['kind'])}
            data={Object.entries(texts.kinds).map(([value, label]) => ({ value, label }))}
            disabled={!mayWrite}
            allowDeselect={false}
          />
          {NUMBERS.map((field) => (
            <NumberInput
              key={field}
              label={texts[field]}
              description={texts[`${field}Unit`]}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={settings[field] ?? ''}
              onChange={(value) =>
                setSettings({
                  ...settings,
                  [field]: value === '' ? (ALWAYS.has(field) ? 0 : null) : Number(value),
                })
              }
              allowDecimal={false}
              min={0}
              disabled={!mayWrite}
              error={faultOf(field)}
            />
          ))}
          <Note>{texts.keeps(format.number(machines.running))}</Note>
          {problem ? (
            <Note tone="bad" role="alert">
              {problem.code in errors ? errors[problem.code as keyof typeof errors].title : problem.title}
            </Note>
          ) : null}
          {save.isSuccess ? (
            <Note tone="ok" role="status">
              {texts.saved}
            </Note>
          ) : null}
          {mayWrite ? (
            <div>
              <Button type="submit" variant="filled" loading={save.isPending}>
                {texts.save}
              </Button>
            </div>
          ) : null}
        </form>
      </Card>
    </Page>
  );
}
