import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../data/keys';
import { useLanguage, useTexts } from '../texts/texts-provider';

/** Changes to the other language; named in that language, for who reads only it. */
export function LanguageButton({ long = false }: { long?: boolean }) {
  const { shell } = useTexts();
  const { language, setLanguage } = useLanguage();
  const client = useQueryClient();
  const other = language === 'en' ? 'pt' : 'en';
  const change = async () => {
    await setLanguage(other);
    // The list carries a text that the server wrote in the other language.
    await client.invalidateQueries({ queryKey: keys.machines });
  };
  return (
    <Button
      variant="subtle"
      size="xs"
      lang={other === 'pt' ? 'pt-PT' : 'en'}
      aria-label={shell.otherLanguageLabel}
      onClick={() => void change()}
    >
      {long ? shell.otherLanguageLong : shell.otherLanguage}
    </Button>
  );
}
