import { ApiError } from '@virlab/api-client';
import type { Host } from '@virlab/contracts';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useHostCheck, useHostSteps } from '../../data/hosts';
import { ConnectionTest } from '../../features/host-form/connection-test';
import { draftOf, type HostDraft, offerOf, placeOf } from '../../features/host-form/host-draft';
import { OfferFields, PlaceFields } from '../../features/host-form/host-fields';
import { useSettled } from '../../features/host-form/use-settled';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useAnnounce } from '../../shell/announcer';
import { useTexts } from '../../texts/texts-provider';
import classes from './host.module.css';

/** Changes what is said of a host; refused when somebody else saved it since this was loaded. */
export function HostSettingsForm({ host }: { host: Host }) {
  const { hosts } = useTexts().staff;
  const texts = hosts.adding;
  const announce = useAnnounce();
  const [base, setBase] = useState(host);
  const [draft, setDraft] = useState<HostDraft>(() => draftOf(host));
  const [isTold, setIsTold] = useState(false);
  const { change: save } = useHostSteps(host.id);
  const place = placeOf(draft);
  const settled = useSettled(place);
  const { data: check } = useHostCheck({ ...settled, id: host.id });
  const offer = offerOf(draft);
  const change = (changes: Partial<HostDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const load = (fresh: Host) => {
    setBase(fresh);
    setDraft(draftOf(fresh));
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setIsTold(true);
    if (draft.title.trim() === '' || place.uri === '' || !offer || (check && check.faults.length > 0)) return;
    save.mutate(
      { title: draft.title.trim(), ...place, offer, basedOn: base.changedAt },
      {
        onSuccess: (saved) => {
          load(saved);
          announce(texts.saved(saved.title));
        },
      },
    );
  };
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <TextInput
        label={texts.name}
        value={draft.title}
        error={isTold && draft.title.trim() === '' ? texts.nameFault : undefined}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <PlaceFields draft={draft} check={check} isTold={isTold} onChange={change} />
      <ConnectionTest place={settled} isFilled={false} onFinished={ignore} />
      <OfferFields draft={draft} isWrong={offer === null} onChange={change} />
      {save.error instanceof ApiError ? <ProblemNote problem={save.error.problem} /> : null}
      <div className={classes.steps}>
        {save.error instanceof ApiError && save.error.code === 'host-changed' ? (
          <Button
            onClick={() => {
              load(host);
              save.reset();
            }}
          >
            {hosts.host.changedBySomebody}
          </Button>
        ) : null}
        <Button type="submit" variant="filled" disabled={save.isPending}>
          {save.isPending ? texts.saving : texts.save}
        </Button>
      </div>
    </form>
  );
}

function ignore() {}
