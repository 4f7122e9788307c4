import { ActionIcon } from '@mantine/core';
import { Page, PageHeader } from '@virlab/ui';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useFederations } from '../../data/federations';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { AddFederation } from './add-federation';
import { AddOne } from './add-one';
import classes from './add-provider.module.css';
import { type Way, WAYS } from './ways';
import { WhatToAdd } from './what-to-add';

/**
 * Adds a federation or one provider: look, compare the keys, trust. `?way=` chooses, `?location=` fills in the address,
 * `?replace=` gives a known federation new keys.
 */
export default function AddProviderPage() {
  const { adding: texts } = useTexts().staff.federation;
  const [params, setParams] = useSearchParams();
  const replaced = useReplaced(params.get('replace'));
  const asked = params.get('way') ?? '';
  const way = (WAYS as readonly string[]).includes(asked) ? (asked as Way) : 'federation';
  const location = params.get('location') ?? '';
  const title = replaced ? texts.replaceTitle(replaced.title) : texts.title;
  usePageTitle(title);
  return (
    <Page width="reading">
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
        {texts.lead}
      </PageHeader>
      <div className={classes.page}>
        {replaced || params.has('replace') ? null : (
          <WhatToAdd way={way} onChange={(next) => setParams({ way: next }, { replace: true })} />
        )}
        {way === 'federation' ? (
          params.has('replace') && !replaced ? null : (
            <AddFederation key={replaced?.id ?? 'new'} replaced={replaced} location={location} />
          )
        ) : (
          <AddOne key={way} way={way} location={location} />
        )}
      </div>
    </Page>
  );
}

function useReplaced(id: string | null) {
  const { data } = useFederations();
  return id === null ? undefined : data?.federations.find((federation) => federation.id === id);
}
