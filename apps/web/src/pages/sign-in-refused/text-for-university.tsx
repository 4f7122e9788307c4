import type { SignInProviderFacts, SignInRefusal } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { CopyButton, groupReference, TextBlock } from '@virlab/ui';
import { IconExternalLink, IconMail } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';
import classes from './sign-in-refused.module.css';

export interface TextForUniversityProps {
  code: keyof ReturnType<typeof useTexts>['errors'];
  provider: SignInProviderFacts;
  reference: string;
  refusal: SignInRefusal | undefined;
}

/** The text that tells a university what to change, and where to send it. */
export function TextForUniversity({ code, provider, reference, refusal }: TextForUniversityProps) {
  const { signIn, shell, errors } = useTexts();
  const texts = signIn.refused;
  const service = window.location.origin;
  const spelled = groupReference(reference);
  const cause = refusal?.context['reason'];
  const text =
    code === 'sign-in-no-identifier'
      ? texts.askText(provider.title, service, spelled)
      : [
          texts.text(errors[code].title, code, provider.title, service, spelled),
          ...(cause ? [texts.cause(cause)] : []),
        ].join('\n');
  const mail = mailOf(provider);
  const page = provider.supportUrl ?? provider.errorUrl;
  return (
    <div className={classes.text}>
      <TextBlock>{text}</TextBlock>
      <div className="vl-row">
        <CopyButton variant="filled" text={text} word={texts.copy} copiedWord={shell.copied} />
        {mail ? (
          <Button
            component="a"
            href={`mailto:${mail}?subject=Virlab&body=${encodeURIComponent(text)}`}
            leftSection={<IconMail size={16} stroke={1.75} aria-hidden="true" />}
          >
            {texts.write(mail)}
          </Button>
        ) : null}
        {page ? (
          <Button
            component="a"
            href={page}
            rel="noreferrer"
            leftSection={<IconExternalLink size={16} stroke={1.75} aria-hidden="true" />}
          >
            {texts.helpPage(provider.title)}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** The address for people first; metadata may write it with its scheme. */
function mailOf({ contacts }: SignInProviderFacts): string | undefined {
  const first = contacts.toSorted((a, b) => Number(b.kind === 'support') - Number(a.kind === 'support'));
  return first.flatMap(({ emails }) => emails)[0]?.replace(/^mailto:/i, '');
}
