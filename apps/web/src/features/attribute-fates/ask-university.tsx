import type { UniversityAsk } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { CopyButton, groupReference, TextBlock } from '@virlab/ui';
import { IconExternalLink, IconMail } from '@tabler/icons-react';
import { writeAsk } from '../../texts/ask/write-ask';
import { useLanguage, useTexts } from '../../texts/texts-provider';
import classes from './ask-university.module.css';

export interface AskUniversityProps {
  ask: UniversityAsk;
  /** False where another step of the page is the filled one. */
  filled?: boolean;
  /** Where the operators of this service send people, before what the university publishes. */
  supportUrl?: string | undefined;
}

/** The text that tells a university what to release, and where to send it. */
export function AskUniversity({ ask, filled = true, supportUrl }: AskUniversityProps) {
  const { ask: texts, shell } = useTexts();
  const { language } = useLanguage();
  const text = writeAsk(ask, language, window.location.origin, groupReference(ask.reference));
  const mail = ask.contacts.flatMap(({ emails }) => emails)[0];
  const page = ask.errorUrl ?? supportUrl;
  const letter = new URLSearchParams({ subject: texts.subject, body: text }).toString();
  return (
    <div className={classes.ask}>
      <TextBlock>{text}</TextBlock>
      <div className="vl-row">
        <CopyButton
          variant={filled ? 'filled' : 'default'}
          text={text}
          word={texts.copy}
          copiedWord={shell.copied}
        />
        {mail ? (
          <Button
            component="a"
            // Mail programs take a plus for a plus.
            href={`mailto:${mail}?${letter.replaceAll('+', '%20')}`}
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
            {texts.page(ask.university.title)}
          </Button>
        ) : null}
        {!mail && !page ? <p className="vl-small vl-muted">{texts.nobody}</p> : null}
      </div>
    </div>
  );
}
