import type { ServiceProvider } from '@virlab/contracts';
import { KeyValues } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { attributeName } from '../../texts/staff/attribute-name';
import { useTexts } from '../../texts/texts-provider';
import classes from './service-provider.module.css';

/** What our metadata says, in the words of the form that a federation asks to fill in. */
export function OwnFacts({ own }: { own: ServiceProvider }) {
  const { federation, sentence } = useTexts().staff;
  const texts = federation.own;
  const format = useFormat();
  const code = (value: string) => <code className={classes.line}>{value}</code>;
  const localized = (values: { language: string; text: string }[]) =>
    values.map(({ language, text }) => (
      <span key={language} className={classes.line} lang={language}>
        {text} <span className="vl-faint">({language})</span>
      </span>
    ));
  const codes = (values: string[]) =>
    values.length > 0 ? values.map((value) => <span key={value}>{code(value)}</span>) : undefined;
  const { logo, organization, contacts, requestedAttributes } = own;
  return (
    <div className={classes.side}>
      <section className={classes.facts} aria-label={texts.facts}>
        <h2>{texts.facts}</h2>
        <KeyValues
          entries={[
            [texts.entityId, code(own.entityId)],
            [texts.metadata, code(own.metadataUrl)],
            [texts.acs, code(own.acsUrl)],
            [texts.slo, code(own.sloUrl)],
            [texts.discovery, code(own.discoveryResponseUrl)],
            [texts.name, localized(own.displayNames)],
            [texts.description, localized(own.descriptions)],
            [texts.information, code(own.informationUrl)],
            [texts.privacy, code(own.privacyStatementUrl)],
            [
              texts.logo,
              <span key="logo">
                {code(logo.url)} {texts.logoSize(format.number(logo.width), format.number(logo.height))}
              </span>,
            ],
            [texts.subjectId, code(own.subjectIdRequirement)],
            [texts.categories, codes(own.entityCategories)],
            [texts.assurance, codes(own.assuranceCertifications)],
            [texts.organization, organization?.displayName],
          ]}
        />
        <p className="vl-small vl-muted">{texts.never}</p>
      </section>
      <section className={classes.facts} aria-label={texts.attributes}>
        <h2>{texts.attributes}</h2>
        <KeyValues
          entries={requestedAttributes.map(({ id, name, isRequired }) => [
            attributeName(sentence, id).name,
            <span key={id}>
              {code(name)} {isRequired ? texts.required : texts.wanted}
            </span>,
          ])}
        />
      </section>
      <section className={classes.facts} aria-label={texts.contacts}>
        <h2>{texts.contacts}</h2>
        {contacts.length === 0 ? <p className="vl-muted">{texts.noContacts}</p> : null}
        <KeyValues
          entries={contacts.map(({ kind, givenName, email }) => [
            texts.contactKinds[kind],
            `${givenName}, ${email}`,
          ])}
        />
      </section>
    </div>
  );
}
