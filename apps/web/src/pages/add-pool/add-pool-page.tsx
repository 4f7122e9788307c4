import { ApiError } from '@virlab/api-client';
import type { PoolChoices } from '@virlab/contracts';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { Note, Page, PageHeader, RowsLoading } from '@virlab/ui';
import { IconArrowLeft } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAddPool, usePoolChoices } from '../../data/pools';
import { newDraft, poolOf } from '../../features/pool-form/pool-draft';
import { asOfPool, faultsOf } from '../../features/pool-form/pool-faults';
import { PoolFields } from '../../features/pool-form/pool-fields';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useAnnounce } from '../../shell/announcer';
import { ProblemPage } from '../../shell/problem-page';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import classes from './add-pool.module.css';

const POOL_ID = /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$/;

/** Adds a pool: its short name, and all that is said of a pool, begun with the usual. */
export default function AddPoolPage() {
  const { shell, staff } = useTexts();
  const { pool: texts } = staff;
  const { data, error } = usePoolChoices();
  usePageTitle(texts.adding.title);
  if (!data && error instanceof ApiError) return <ProblemPage problem={error.problem} />;
  return (
    <Page width="reading">
      <PageHeader
        title={
          <span className={classes.title}>
            <ActionIcon component={Link} to="/pools" aria-label={texts.back} title={texts.back}>
              <IconArrowLeft size={18} stroke={1.75} />
            </ActionIcon>
            {texts.adding.title}
          </span>
        }
      >
        {texts.adding.lead}
      </PageHeader>
      {data ? (
        <WhenPossible choices={data} />
      ) : (
        <RowsLoading rows={5} height={72} label={shell.loading} longLabel={shell.loadingLong} />
      )}
    </Page>
  );
}

function WhenPossible({ choices }: { choices: PoolChoices }) {
  const { adding: texts } = useTexts().staff.pool;
  if (choices.templates.length === 0) {
    return (
      <Note>
        <p>{texts.noTemplate}</p>
        <Link to="/pools">{texts.toTemplates}</Link>
      </Note>
    );
  }
  if (choices.hosts.length === 0) {
    return (
      <Note>
        <p>{texts.noHost}</p>
        <Link to="/hosts/add">{texts.toHosts}</Link>
      </Note>
    );
  }
  return <NewPoolForm choices={choices} />;
}

function NewPoolForm({ choices }: { choices: PoolChoices }) {
  const { pool: texts } = useTexts().staff;
  const { adding } = texts;
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [id, setId] = useState('');
  const [draft, setDraft] = useState(() => newDraft(choices));
  const [isTold, setTold] = useState(false);
  const add = useAddPool();
  const problem = add.error instanceof ApiError ? add.error.problem : undefined;
  const isIdWrong = !POOL_ID.test(id);
  const isUntitled = draft.title.trim() === '';
  const faults = faultsOf(problem, texts);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTold(true);
    if (isIdWrong || isUntitled) return;
    add.mutate(
      { id, ...poolOf(draft) },
      {
        onSuccess: (pool) => {
          announce(adding.added(pool.title));
          void navigate(`/pools/${encodeURIComponent(pool.id)}`);
        },
      },
    );
  };
  return (
    <form className={classes.form} onSubmit={send} noValidate>
      <TextInput
        label={adding.id}
        description={adding.idHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={id}
        spellCheck={false}
        error={(isTold || id !== '') && isIdWrong ? adding.idFault : undefined}
        onChange={(event) => setId(event.currentTarget.value)}
      />
      <PoolFields
        choices={choices}
        zone={choices.campusTimeZone}
        draft={draft}
        faultAt={(place) => (place === 'title' && isTold && isUntitled ? adding.titleFault : faults(place))}
        disabled={false}
        onChange={(more) => setDraft((was) => ({ ...was, ...more }))}
      />
      {problem ? <ProblemNote problem={asOfPool(problem)} /> : null}
      <div className={classes.steps}>
        <Button type="submit" variant="filled" disabled={add.isPending}>
          {add.isPending ? adding.saving : adding.add}
        </Button>
      </div>
    </form>
  );
}
