import type { ProviderDetail } from '@virlab/contracts';
import { KeyValues } from '@virlab/ui';
import { useTexts } from '../../texts/texts-provider';
import classes from './provider.module.css';

/** Whom to write to at an identity provider, as its metadata says. */
export function ProviderContacts({ provider: { contacts } }: { provider: ProviderDetail }) {
  const { one: texts } = useTexts().staff.federation;
  return (
    <section className={classes.facts} aria-label={texts.contacts}>
      <h2>{texts.contacts}</h2>
      {contacts.length === 0 ? <p className="vl-muted">{texts.noContacts}</p> : null}
      <KeyValues
        entries={contacts.map(({ kind, refedsKind, name, emails }, index) => [
          texts.contactKinds[refedsKind?.split('/').at(-1) ?? kind] ?? kind,
          <span key={index} className={classes.contact}>
            {name}
            {emails.map((email) => (
              <a key={email} href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`}>
                {email}
              </a>
            ))}
          </span>,
        ])}
      />
    </section>
  );
}
