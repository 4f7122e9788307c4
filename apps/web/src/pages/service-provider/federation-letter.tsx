import type { ServiceProvider } from '@virlab/contracts';
import { SegmentedControl } from '@mantine/core';
import { CopyButton, TextBlock } from '@virlab/ui';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../texts/texts-provider';
import classes from './service-provider.module.css';

const NAMES = { en: 'English', pt: 'Português' } as const;

/** A text ready to be sent to the federation, in the language that it reads. */
export function FederationLetter({ letters }: { letters: ServiceProvider['letters'] }) {
  const { shell, staff } = useTexts();
  const { own: texts } = staff.federation;
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<string>(language);
  const letter = letters.find((one) => one.language === chosen) ?? letters[0];
  if (!letter) return null;
  const whole = `${letter.subject}\n\n${letter.body}`;
  return (
    <div className={classes.stack}>
      {letters.length > 1 ? (
        <div>
          <SegmentedControl
            withItemsBorders={false}
            aria-label={texts.letter}
            value={letter.language}
            onChange={setChosen}
            data={letters.map((one) => ({ value: one.language, label: NAMES[one.language] }))}
          />
        </div>
      ) : null}
      <p>
        <span className="vl-muted">{texts.letterSubject}: </span>
        <b lang={letter.language}>{letter.subject}</b>
      </p>
      <div lang={letter.language}>
        <TextBlock>{letter.body}</TextBlock>
      </div>
      <div>
        <CopyButton text={whole} word={texts.letterCopy} copiedWord={shell.copied} />
      </div>
    </div>
  );
}
