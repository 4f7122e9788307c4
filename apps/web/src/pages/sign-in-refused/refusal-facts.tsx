import type { SignInProviderFacts, SignInRefusal } from '@virlab/contracts';
import { Anchor } from '@mantine/core';
import { CopyButton, TextBlock } from '@virlab/ui';
import { useTexts } from '../../texts/texts-provider';

export interface RefusalFactsProps {
  code: string;
  refusal: SignInRefusal | undefined;
  provider: SignInProviderFacts | undefined;
  reference: string;
}

/** What is particular to this refusal: the rule's sentence, what was released, whom to ask and with which words. */
export function RefusalFacts({ code, refusal, provider, reference }: RefusalFactsProps) {
  const { signIn, shell } = useTexts();
  const texts = signIn.refused;
  const university = provider?.title ?? shell.yourUniversity;
  const released = listOf(refusal?.context['released'], ' ');
  const dropped = listOf(refusal?.context['dropped'], ', ');
  return (
    <>
      {refusal?.detail && code === 'sign-in-denied' ? <p>{texts.reason(refusal.detail)}</p> : null}
      {code === 'sign-in-no-identifier' && refusal ? (
        <>
          <p>{released.length === 0 ? texts.nothingReleased(university) : texts.released(university)}</p>
          <Names names={released} />
          {dropped.length > 0 ? <p>{texts.dropped}</p> : null}
          <Names names={dropped} />
          <TextBlock>{texts.askText(university, window.location.origin, reference)}</TextBlock>
          <CopyButton
            text={texts.askText(university, window.location.origin, reference)}
            word={shell.copyText}
            copiedWord={shell.copied}
          />
        </>
      ) : null}
      {provider ? <WhomToAsk provider={provider} /> : null}
    </>
  );
}

function WhomToAsk({ provider }: { provider: SignInProviderFacts }) {
  const { signIn } = useTexts();
  const page = provider.supportUrl ?? provider.errorUrl;
  const mail = provider.contacts
    .toSorted((a, b) => Number(b.kind === 'support') - Number(a.kind === 'support'))
    .flatMap(({ emails }) => emails)[0];
  if (!page && !mail) return null;
  return (
    <p>
      {page ? (
        <Anchor href={page} underline="always" rel="noreferrer">
          {signIn.refused.helpPage(provider.title)}
        </Anchor>
      ) : null}
      {page && mail ? ', ' : null}
      {mail ? (
        <Anchor href={`mailto:${mail.replace(/^mailto:/, '')}`} underline="always">
          {mail.replace(/^mailto:/, '')}
        </Anchor>
      ) : null}
    </p>
  );
}

function Names({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <ul>
      {names.map((name) => (
        <li key={name}>
          <code>{name}</code>
        </li>
      ))}
    </ul>
  );
}

function listOf(text: string | undefined, separator: string): string[] {
  return (text ?? '').split(separator).filter((part) => part !== '');
}
