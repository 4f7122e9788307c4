import type { SignInOptions } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { CopyButton, TextBlock } from '@virlab/ui';
import { IconMail } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';
import classes from './sign-in.module.css';

/** The way forward for somebody whose university is not there. */
export function NotListed({ support }: { support: SignInOptions['support'] }) {
  const { signIn, shell } = useTexts();
  const texts = signIn.notListed;
  const message = texts.message(window.location.origin);
  return (
    <details className={classes.notListed}>
      <summary>
        {texts.question} <span>{texts.ask}</span>
      </summary>
      <p>{texts.text}</p>
      <TextBlock>{message}</TextBlock>
      <div className="vl-row">
        <CopyButton text={message} word={texts.copy} copiedWord={shell.copied} />
        {support ? (
          <Button
            component="a"
            href={`mailto:${support.email}?subject=Virlab&body=${encodeURIComponent(message)}`}
            leftSection={<IconMail size={16} stroke={1.75} aria-hidden="true" />}
          >
            {texts.write(support.email)}
          </Button>
        ) : null}
      </div>
    </details>
  );
}
