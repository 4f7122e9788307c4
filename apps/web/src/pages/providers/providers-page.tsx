import { ApiError } from '@virlab/api-client';
import type { Federations, ProviderFilter, ProvidersPage } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Page, PageHeader, RowsLoading } from '@virlab/ui';
import { IconFileExport, IconPlus } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useFederations } from '../../data/federations';
import { useProviders } from '../../data/providers';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat, useSession } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { FederationCard } from './federation-card';
import { Findings } from './findings';
import { JoinFirst } from './join-first';
import { type Asked, ProviderList } from './provider-list';
import classes from './providers.module.css';
import { PROVIDER_FILTERS } from './provider-filters';

/** Who may sign people in: federations first, then the providers in use. Search and filter stand in the address. */
export default function IdentityProvidersPage() {
  const { staff, shell } = useTexts();
  const texts = staff.federation;
  const [params, setParams] = useSearchParams();
  const show = params.get('show') ?? '';
  const asked: Asked = {
    show: isFilter(show) ? show : 'in-use',
    search: params.get('q') ?? '',
    page: Math.max(1, Math.floor(Number(params.get('page') ?? 1)) || 1),
  };
  const federations = useFederations();
  const providers = useProviders({ ...asked, limit: PAGE_SIZE });
  usePageTitle(texts.title);
  const change = (changes: Partial<Asked>) => {
    // Another search or filter begins at its first page.
    const { show, search, page } = { ...asked, page: 1, ...changes };
    const next = { show: show === 'in-use' ? '' : show, q: search, page: page === 1 ? '' : String(page) };
    setParams(
      Object.entries(next).filter(([, value]) => value !== ''),
      { replace: true },
    );
  };

  const error = federations.data && providers.data ? null : (federations.error ?? providers.error);
  if (error instanceof ApiError) return <ProblemPage problem={error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={texts.title} actions={<Actions />}>
        <Lead page={providers.data} />
      </PageHeader>
      {federations.data && providers.data ? (
        <Ways {...{ federations: federations.data, page: providers.data, asked, change }} />
      ) : (
        <RowsLoading rows={8} height={52} label={shell.loading} longLabel={shell.loadingLong} />
      )}
    </Page>
  );
}

/** As every long table of staff. */
const PAGE_SIZE = 50;

function isFilter(text: string): text is ProviderFilter {
  return (PROVIDER_FILTERS as readonly string[]).includes(text);
}

function Lead({ page }: { page: ProvidersPage | undefined }) {
  const { federation: texts } = useTexts().staff;
  const format = useFormat();
  const count = page?.counts.needYou ?? 0;
  return (
    <>
      {texts.lead}{' '}
      {count > 0 ? <b className={classes.finding}>{texts.needYou(format.number(count), count === 1)}</b> : ''}
    </>
  );
}

function Actions() {
  const { federation: texts } = useTexts().staff;
  const mayChange = useSession().abilities.includes('federation.write');
  return (
    <>
      <Button
        component={Link}
        to="/service-provider"
        leftSection={<IconFileExport size={16} stroke={1.75} aria-hidden="true" />}
      >
        {texts.ourMetadata}
      </Button>
      {mayChange ? (
        <Button
          variant="filled"
          component={Link}
          to="/providers/add"
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
        >
          {texts.add}
        </Button>
      ) : null}
    </>
  );
}

interface WaysProps {
  federations: Federations;
  page: ProvidersPage;
  asked: Asked;
  change: (changes: Partial<Asked>) => void;
}

function Ways({ federations: { federations }, page, asked, change }: WaysProps) {
  const { federation: texts } = useTexts().staff;
  if (federations.length === 0 && page.counts.all === 0) return <JoinFirst />;
  return (
    <div className={classes.page}>
      {federations.length === 0 ? null : (
        <section className={classes.federations} aria-label={texts.federations}>
          {federations.map((federation) => (
            <FederationCard key={federation.id} federation={federation} />
          ))}
        </section>
      )}
      <ProviderList page={page} asked={asked} change={change} pageSize={PAGE_SIZE} />
      <Findings providers={page.findings} />
    </div>
  );
}
