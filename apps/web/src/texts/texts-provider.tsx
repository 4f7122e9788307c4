import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { Texts } from './en';
import type { Language } from './format';
import { keepLanguage, loadTexts } from './language';

interface TextsValue {
  language: Language;
  texts: Texts;
  /** Resolves when the texts are there. */
  setLanguage: (language: Language) => Promise<void>;
}

const TextsContext = createContext<TextsValue | undefined>(undefined);

/** Gives every component below the texts of one language, and the way to change it. */
export function TextsProvider(props: { language: Language; texts: Texts; children: ReactNode }) {
  const [current, setCurrent] = useState({ language: props.language, texts: props.texts });

  const setLanguage = useCallback(async (language: Language) => {
    keepLanguage(language);
    const texts = await loadTexts(language);
    setCurrent({ language, texts });
  }, []);

  const value = useMemo(() => ({ ...current, setLanguage }), [current, setLanguage]);
  return <TextsContext value={value}>{props.children}</TextsContext>;
}

function useTextsValue(): TextsValue {
  const value = useContext(TextsContext);
  if (!value) throw new Error('no texts provider above this component');
  return value;
}

/** The texts of the language in use. */
export function useTexts(): Texts {
  return useTextsValue().texts;
}

/** The language in use, and how to change it. */
export function useLanguage(): Pick<TextsValue, 'language' | 'setLanguage'> {
  return useTextsValue();
}
