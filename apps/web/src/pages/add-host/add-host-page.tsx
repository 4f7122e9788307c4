import { ApiError } from '@virlab/api-client';
import type { HostTest } from '@virlab/contracts';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { Page, PageHeader, Section } from '@virlab/ui';
import { IconArrowLeft } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAddHost, useHostCheck } from '../../data/hosts';
import { ConnectionTest } from '../../features/host-form/connection-test';
import {
  EMPTY_HOST,
  HOST_ID,
  type HostDraft,
  idFrom,
  offerOf,
  placeOf,
} from '../../features/host-form/host-draft';
import { OfferFields, PlaceFields } from '../../features/host-form/host-fields';
import { useSettled } from '../../features/host-form/use-settled';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useAnnounce } from '../../shell/announcer';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import classes from './add-host.module.css';

/** Registers a host: where it is (said while it is typed), a test of the connection, what it gives. */
export default function AddHostPage() {
  const { adding: texts } = useTexts().staff.hosts;
  usePageTitle(texts.title);
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<HostDraft>(EMPTY_HOST);
  const [hasOwnId, setHasOwnId] = useState(false);
  const [isTold, setIsTold] = useState(false);
  const [test, setTest] = useState<HostTest>();
  const place = placeOf(draft);
  const settled = useSettled(place);
  const { data: check } = useHostCheck({ ...settled, id: null });
  const add = useAddHost();
  const change = (changes: Partial<HostDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const offer = offerOf(draft);
  const isIdWrong = !HOST_ID.test(draft.id);
  const isWhole = draft.title.trim() !== '' && !isIdWrong && draft.uri.trim() !== '' && offer !== null;
  const save = (event: FormEvent) => {
    event.preventDefault();
    setIsTold(true);
    if (!isWhole || (check && check.faults.length > 0)) return;
    add.mutate(
      { id: draft.id, title: draft.title.trim(), ...place, offer },
      {
        onSuccess: (host) => {
          announce(texts.added(host.title));
          void navigate('/hosts');
        },
      },
    );
  };
  return (
    <Page width="reading">
      <PageHeader
        title={
          <span className={classes.title}>
            <ActionIcon component={Link} to="/hosts" aria-label={texts.back} title={texts.back}>
              <IconArrowLeft size={18} stroke={1.75} />
            </ActionIcon>
            {texts.title}
          </span>
        }
      >
        {texts.lead}
      </PageHeader>
      <form className={classes.form} onSubmit={save} noValidate>
        <div className={classes.pair}>
          <TextInput
            label={texts.name}
            description={texts.nameHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.title}
            error={isTold && draft.title.trim() === '' ? texts.nameFault : undefined}
            onChange={(event) => {
              const title = event.currentTarget.value;
              change({ title, ...(hasOwnId ? {} : { id: idFrom(title) }) });
            }}
          />
          <TextInput
            label={texts.id}
            description={texts.idHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.id}
            error={(isTold || draft.id !== '') && isIdWrong ? texts.idFault : undefined}
            spellCheck={false}
            onChange={(event) => {
              setHasOwnId(true);
              change({ id: event.currentTarget.value });
            }}
          />
        </div>
        <PlaceFields draft={draft} check={check} isTold={isTold} onChange={change} />
        <ConnectionTest place={settled} isFilled={!test} onFinished={setTest} />
        <Section title={texts.offerTitle}>
          <OfferFields draft={draft} isWrong={offer === null} onChange={change} />
        </Section>
        {add.error instanceof ApiError ? <ProblemNote problem={add.error.problem} /> : null}
        <div className={classes.steps}>
          <Button type="submit" variant={test ? 'filled' : 'default'} disabled={add.isPending}>
            {add.isPending ? texts.saving : texts.add}
          </Button>
          {test ? null : <span className="vl-muted">{texts.untested}</span>}
        </div>
      </form>
    </Page>
  );
}
