import { ApiError } from '@virlab/api-client';
import type { Federation, FederationPreview } from '@virlab/contracts';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { KeyValues } from '@virlab/ui';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAddFederation, useFederationSteps, usePreviewFederation } from '../../data/federations';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { addressFault } from './address-fault';
import classes from './add-provider.module.css';
import { FoundFaults } from './found-faults';
import { Looking } from './looking';
import { TrustKeys } from './trust-keys';
import { useLook } from './use-look';

/** The usual longest validity (eduGAIN profile), in days. */
const USUAL_DAYS = 28;

export interface AddFederationProps {
  /** A known federation that is to have new keys. */
  replaced: Federation | undefined;
  location: string;
}

/** Looks at a federation's metadata, shows the keys it is signed with, and saves it with those that were compared. */
export function AddFederation({ replaced, location: given }: AddFederationProps) {
  const { adding: texts } = useTexts().staff.federation;
  const [kind, setKind] = useState<Federation['kind']>(replaced?.kind ?? 'url');
  const [location, setLocation] = useState(replaced?.location ?? given);
  const [sample, setSample] = useState('');
  const [fault, setFault] = useState<string>();
  const look = useLook<FederationPreview>();
  const preview = usePreviewFederation();
  const asksForSample = look.problem?.code === 'federation-needs-entity' || sample !== '';
  const onLook = (event: FormEvent) => {
    event.preventDefault();
    const wrong = kind === 'file' ? undefined : addressFault(location, texts);
    setFault(wrong);
    if (wrong) return;
    const wish = { kind, location: location.trim(), ...(sample ? { sampleEntityId: sample.trim() } : {}) };
    look.start((signal) => preview.mutateAsync({ ...wish, signal }));
  };
  return (
    <>
      <form className={classes.form} onSubmit={onLook} noValidate>
        {replaced ? null : (
          <div className={classes.choice}>
            <SegmentedControl
              withItemsBorders={false}
              aria-label={texts.how}
              value={kind}
              onChange={(next) => {
                setKind(next as Federation['kind']);
                look.forget();
              }}
              data={(['url', 'mdq'] as const).map((value) => ({ value, label: texts.hows[value] }))}
            />
          </div>
        )}
        <TextInput
          type="url"
          label={texts.address}
          description={kind === 'file' ? undefined : texts.addressHint[kind]}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={location}
          error={fault}
          disabled={replaced !== undefined}
          onChange={(event) => {
            setLocation(event.currentTarget.value);
            setFault(undefined);
            look.forget();
          }}
        />
        {asksForSample ? (
          <TextInput
            label={texts.sample}
            description={texts.sampleHint}
            inputWrapperOrder={['label', 'input', 'description']}
            value={sample}
            onChange={(event) => setSample(event.currentTarget.value)}
          />
        ) : null}
        <div>
          <Button type="submit" variant={look.found ? 'default' : 'filled'} disabled={look.isLooking}>
            {look.found || look.problem ? texts.lookAgain : texts.look}
          </Button>
        </div>
      </form>
      {look.isLooking ? <Looking seconds={look.seconds} onStop={look.stop} /> : null}
      {look.problem ? <ProblemNote problem={look.problem} /> : null}
      {look.found ? (
        <FoundFederation
          key={look.found.keys.map(({ sha256 }) => sha256).join()}
          found={look.found}
          sample={sample.trim()}
          replaced={replaced}
        />
      ) : null}
    </>
  );
}

interface FoundFederationProps {
  found: FederationPreview;
  sample: string;
  replaced: Federation | undefined;
}

function FoundFederation({ found, sample, replaced }: FoundFederationProps) {
  const { adding: texts } = useTexts().staff.federation;
  const format = useFormat();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [title, setTitle] = useState(replaced?.title ?? hostOf(found.suggestedTitle ?? found.location));
  const [days, setDays] = useState(String(replaced?.maxValidityDays ?? USUAL_DAYS));
  const add = useAddFederation();
  const { change } = useFederationSteps(replaced?.id ?? '');
  const { kind, location, providers, validUntil, keys, faults } = found;
  const trusted = keys.map(({ sha256 }) => sha256);
  const onSuccess = ({ title: name }: Federation) => {
    announce(texts.added(name));
    void navigate('/providers');
  };
  const save = () => {
    const maxValidityDays = Number(days);
    if (replaced) return change.mutate({ title, maxValidityDays, trusted }, { onSuccess });
    const wish = { kind, location, ...(sample ? { sampleEntityId: sample } : {}) };
    add.mutate({ ...wish, title, maxValidityDays, trusted }, { onSuccess });
  };
  const error = add.error ?? change.error;
  return (
    <>
      <section className={classes.found} aria-label={texts.found}>
        <h2>{texts.found}</h2>
        <KeyValues
          entries={[
            [
              texts.foundProviders,
              <span key="providers" className="vl-num">
                {providers === undefined ? texts.foundAsked : format.number(providers)}
              </span>,
            ],
            [texts.foundUntil, validUntil ? format.stamp(validUntil) : texts.foundNoEnd],
          ]}
        />
        <FoundFaults faults={faults} />
      </section>
      <TrustKeys
        title={texts.keysOfFederation}
        keys={keys}
        isSaving={add.isPending || change.isPending}
        problem={error instanceof ApiError ? error.problem : undefined}
        onTrust={save}
        {...(replaced
          ? { fresh: trusted.filter((one) => replaced.keys.every(({ sha256 }) => sha256 !== one)) }
          : {})}
      >
        <TextInput
          label={texts.name}
          description={texts.nameHint}
          inputWrapperOrder={['label', 'input', 'description']}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          type="number"
          min={1}
          max={60}
          label={texts.validity}
          description={texts.validityHint}
          inputWrapperOrder={['label', 'input', 'description']}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
      </TrustKeys>
    </>
  );
}

/** A name as it is; of an address, which many federations are named by, the host. */
function hostOf(name: string): string {
  return (URL.canParse(name) && new URL(name).hostname) || name;
}
