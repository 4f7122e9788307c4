import { ApiError } from '@virlab/api-client';
import type { ProviderDetail } from '@virlab/contracts';
import { ActionIcon } from '@mantine/core';
import { Chip, Figures, Page, PageHeader, RowsLoading, Section, WithSide } from '@virlab/ui';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useProvider } from '../../data/providers';
import { KeyList } from '../../features/metadata-keys/key-list';
import { HealthWord } from '../../features/provider-health/health-word';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { MetadataFacts } from './metadata-facts';
import { ProviderContacts } from './provider-contacts';
import { ProviderSettings } from './provider-settings';
import classes from './provider.module.css';
import { Refusals } from './refusals';
import { TextForAdmin } from './text-for-admin';
import { WhatCame } from './what-came';

/** One identity provider: how it is doing, who signs in by it, what its metadata says, and what is chosen about it. */
export default function ProviderPage() {
  const { staff, shell } = useTexts();
  const { id = '' } = useParams();
  const provider = useProvider(id);
  usePageTitle(provider.data?.title ?? staff.federation.title);
  if (provider.data) return <Provider provider={provider.data} />;
  if (provider.error instanceof ApiError) return <ProblemPage problem={provider.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={staff.federation.title}> </PageHeader>
      <RowsLoading rows={8} height={52} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}

function Provider({ provider }: { provider: ProviderDetail }) {
  const { federation } = useTexts().staff;
  const texts = federation.one;
  const mayChange = useSession().abilities.includes('federation.write');
  const { title, entityId, health, practice, signingKeys } = provider;
  return (
    <Page width="fluid">
      <PageHeader
        title={
          <span className={classes.title}>
            <ActionIcon component={Link} to="/providers" aria-label={texts.back} title={texts.back}>
              <IconArrowLeft size={18} stroke={1.75} />
            </ActionIcon>
            {title}
          </span>
        }
      >
        <span className={classes.lead}>
          <HealthWord health={health}>{federation.health[health]}</HealthWord>
          {practice ? <Chip tone="hold">{federation.practice}</Chip> : null}
          <code className={classes.entityId}>{entityId}</code>
        </span>
      </PageHeader>
      <WithSide sideLabel={texts.who} side={<Side provider={provider} />} width={320}>
        <Refusals provider={provider} />
        <div className={classes.content}>
          <Section title={texts.keys}>
            <div className={classes.stack}>
              <KeyList keys={signingKeys} label={texts.keys} />
              <p className="vl-tiny vl-faint">{federation.key.dates}</p>
            </div>
          </Section>
          <Section title={texts.attributes}>
            <WhatCame provider={provider} />
          </Section>
          {mayChange ? (
            <Section title={texts.settings}>
              <ProviderSettings provider={provider} />
            </Section>
          ) : null}
          <Section title={texts.text}>
            <TextForAdmin provider={provider} />
          </Section>
        </div>
      </WithSide>
    </Page>
  );
}

function Side({ provider }: { provider: ProviderDetail }) {
  const { one: texts } = useTexts().staff.federation;
  const format = useFormat();
  const now = useNow(60_000);
  const { people, peopleEver, lastSignInAt, admins } = provider;
  return (
    <div className={classes.side}>
      <section className={classes.stack} aria-label={texts.who}>
        <h2>{texts.who}</h2>
        {peopleEver === 0 ? (
          <p className="vl-muted">{texts.nobody}</p>
        ) : (
          <>
            <Figures
              label={texts.who}
              figures={[
                { value: format.number(people), words: texts.people30 },
                { value: format.number(peopleEver), words: texts.peopleEver, tone: 'off' },
              ]}
            />
            {lastSignInAt ? (
              <p className="vl-small vl-muted">
                {texts.lastSignIn}: {format.since(lastSignInAt, now)}
              </p>
            ) : null}
          </>
        )}
        {admins > 0 ? <p>{texts.onlyAdmins(format.number(admins), admins === 1)}</p> : null}
      </section>
      <MetadataFacts provider={provider} />
      <ProviderContacts provider={provider} />
    </div>
  );
}
