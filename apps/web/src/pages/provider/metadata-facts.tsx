import type { ProviderDetail } from '@virlab/contracts';
import { KeyValues } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './provider.module.css';
import { webLink } from './web-link';

/** What an identity provider's metadata says of it, and where that comes from. */
export function MetadataFacts({ provider }: { provider: ProviderDetail }) {
  const { one: texts } = useTexts().staff.federation;
  const format = useFormat();
  const now = useNow(60_000);
  const lines = (values: readonly string[]) =>
    values.length > 0 ? values.map((value) => <code key={value}>{value}</code>) : undefined;
  const { names, scopes, unsupportedScopes, source, registrationAuthority, ssoUrl, singleLogoutUrl } =
    provider;
  const { errorUrl, entityCategories, assurance, validUntil, changedAt, hidden } = provider;
  return (
    <section className={classes.facts} aria-label={texts.facts}>
      <h2>{texts.facts}</h2>
      <KeyValues
        entries={[
          [texts.from, source.kind === 'federation' ? source.title : texts.registered],
          [texts.authority, registrationAuthority && <code>{registrationAuthority}</code>],
          [texts.names, names.map(({ language, text }) => `${text} (${language})`).join(', ')],
          [texts.scopes, lines(scopes) ?? texts.noScopes],
          [texts.unsupportedScopes, lines(unsupportedScopes)],
          [texts.signIn, ssoUrl && <code>{ssoUrl}</code>],
          [texts.logout, singleLogoutUrl ? <code>{singleLogoutUrl}</code> : texts.noLogout],
          [texts.errorUrl, webLink(errorUrl)],
          [texts.categories, lines(entityCategories)],
          [texts.assurance, lines(assurance)],
          [texts.validUntil, validUntil && format.stamp(validUntil)],
          [texts.changed, changedAt && format.since(changedAt, now)],
        ]}
      />
      {hidden ? <p className="vl-small vl-muted">{texts.hidden}</p> : null}
    </section>
  );
}
