import type { ProviderDetail } from '@virlab/contracts';
import { CopyButton, TextBlock } from '@virlab/ui';
import { SOON_DAYS } from '../../features/metadata-keys/key-times';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './provider.module.css';

const DAY_MS = 24 * 60 * 60_000;

/** A text about what is wrong, ready to be sent to the admin of the provider. */
export function TextForAdmin({ provider }: { provider: ProviderDetail }) {
  const { shell, staff } = useTexts();
  const { one: texts } = staff.federation;
  const text = useLetter(provider);
  return (
    <div id="text" className={classes.stack}>
      <TextBlock>{text}</TextBlock>
      <div>
        <CopyButton text={text} word={texts.copy} copiedWord={shell.copied} />
      </div>
    </div>
  );
}

function useLetter({ title, refusals, needed, signingKeys }: ProviderDetail): string {
  const { staff, errors } = useTexts();
  const { letter } = staff.federation.one;
  const format = useFormat();
  const now = useNow(60_000);
  const ending = signingKeys.filter(({ notAfter }) => Date.parse(notAfter) - now < SOON_DAYS * DAY_MS);
  return [
    letter.hello(title, window.location.host),
    ...refusals.map(({ code, times }) =>
      letter.refused(
        format.number(times),
        code,
        code in errors ? `${errors[code as keyof typeof errors].title}.` : code,
      ),
    ),
    ...(needed.never.length > 0 ? [letter.missing(needed.never.join(', '))] : []),
    ...(signingKeys.length === ending.length
      ? ending.map(({ sha256, notAfter }) => letter.key(sha256, format.date(notAfter)))
      : []),
    letter.metadata(`${window.location.origin}/saml/metadata`),
    letter.thanks,
  ].join('\n\n');
}
