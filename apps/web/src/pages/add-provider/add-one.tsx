import { ApiError } from '@virlab/api-client';
import type { ProviderDocument, ProviderPreview } from '@virlab/contracts';
import { Button, TextInput } from '@mantine/core';
import { KeyValues, Note, StateGlyph } from '@virlab/ui';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAddProvider, usePreviewProvider } from '../../data/providers';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { addressFault } from './address-fault';
import classes from './add-provider.module.css';
import { FileChoice } from './file-choice';
import { Looking } from './looking';
import { TrustKeys } from './trust-keys';
import { useLook } from './use-look';

/** Looks at the metadata of one provider, shows its keys, and registers it with those that were compared. */
export function AddOne({ way, location }: { way: 'url' | 'file'; location: string }) {
  const { adding: texts } = useTexts().staff.federation;
  const [url, setUrl] = useState(location);
  const [file, setFile] = useState<{ name: string; xml: string }>();
  const [fault, setFault] = useState<string>();
  const look = useLook<ProviderPreview>();
  const preview = usePreviewProvider();
  const from: ProviderDocument = way === 'url' ? { url: url.trim() } : { xml: file?.xml ?? '' };
  const onLook = (event: FormEvent) => {
    event.preventDefault();
    const wrong = way === 'url' ? addressFault(url, texts) : file ? undefined : texts.fileMissing;
    setFault(wrong);
    if (!wrong) look.start((signal) => preview.mutateAsync({ from, signal }));
  };
  const changed = () => {
    setFault(undefined);
    look.forget();
  };
  return (
    <>
      <form className={classes.form} onSubmit={onLook} noValidate>
        {way === 'url' ? (
          <TextInput
            type="url"
            label={texts.address}
            description={texts.addressHint.provider}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={url}
            error={fault}
            onChange={(event) => {
              setUrl(event.currentTarget.value);
              changed();
            }}
          />
        ) : (
          <FileChoice
            name={file?.name}
            fault={fault}
            onFault={setFault}
            onFile={(chosen) => {
              setFile(chosen);
              changed();
            }}
          />
        )}
        <div>
          <Button type="submit" variant={look.found ? 'default' : 'filled'} disabled={look.isLooking}>
            {look.found || look.problem ? texts.lookAgain : texts.look}
          </Button>
        </div>
      </form>
      {look.isLooking ? <Looking seconds={look.seconds} onStop={look.stop} /> : null}
      {look.problem ? <ProblemNote problem={look.problem} /> : null}
      {look.found ? (
        <FoundOne key={look.found.keys.map(({ sha256 }) => sha256).join()} found={look.found} from={from} />
      ) : null}
    </>
  );
}

function FoundOne({ found, from }: { found: ProviderPreview; from: ProviderDocument }) {
  const { adding: texts } = useTexts().staff.federation;
  const format = useFormat();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [title, setTitle] = useState(found.title);
  const add = useAddProvider();
  const { entityId, scopes, ssoUrl, validUntil, keys, known, newKeys } = found;
  const save = () =>
    add.mutate(
      { from, title, trusted: keys.map(({ sha256 }) => sha256) },
      {
        onSuccess: (provider) => {
          announce(texts.added(provider.title));
          void navigate(`/providers/${encodeURIComponent(provider.entityId)}`);
        },
      },
    );
  return (
    <>
      <section className={classes.found} aria-label={texts.found}>
        <h2>{texts.found}</h2>
        <KeyValues
          entries={[
            [texts.entityId, <code key="entity">{entityId}</code>],
            [texts.foundScopes, scopes.length > 0 ? scopes.join(', ') : texts.noScopes],
            [texts.foundSignIn, <code key="sso">{ssoUrl}</code>],
            [texts.foundUntil, validUntil && format.stamp(validUntil)],
          ]}
        />
        {known ? (
          <Note tone="hold" icon={<StateGlyph shape="failed" plain />}>
            <p>
              {known.kind === 'registered' ? texts.already.registered : texts.already.federation(known.title)}{' '}
              {newKeys.length > 0
                ? texts.newKeys(format.number(newKeys.length), newKeys.length === 1)
                : texts.sameKeys}
            </p>
          </Note>
        ) : null}
      </section>
      <TrustKeys
        title={texts.keysOfProvider}
        keys={keys}
        isSaving={add.isPending}
        problem={add.error instanceof ApiError ? add.error.problem : undefined}
        onTrust={save}
        {...(known ? { fresh: newKeys } : {})}
      >
        <TextInput
          label={texts.name}
          description={texts.nameHint}
          inputWrapperOrder={['label', 'input', 'description']}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      </TrustKeys>
    </>
  );
}
