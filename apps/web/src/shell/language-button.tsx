import { Button } from '@mantine/core';
import { useLanguage, useTexts } from '../texts/texts-provider';

/** Changes to the other language; named in that language, for who reads only it. */
export function LanguageButton({ long = false }: { long?: boolean }) {
  const { shell } = useTexts();
  const { language, setLanguage } = useLanguage();
  const other = language === 'en' ? 'pt' : 'en';
  return (
    <Button
      variant="subtle"
      size="xs"
      lang={other === 'pt' ? 'pt-PT' : 'en'}
      aria-label={shell.otherLanguageLabel}
      onClick={() => setLanguage(other)}
    >
      {long ? shell.otherLanguageLong : shell.otherLanguage}
    </Button>
  );
}
