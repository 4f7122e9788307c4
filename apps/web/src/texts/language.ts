import type { Texts } from './en';
import { type Language, LOCALES } from './format';

const KEPT_AS = 'virlab-language';

/** The language kept in this browser, else the first of the browser's own that is one of ours, else English. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === 'en' || kept === 'pt') return kept;
  const wanted = navigator.languages.find((tag) => /^(en|pt)\b/i.test(tag));
  return wanted?.toLowerCase().startsWith('pt') ? 'pt' : 'en';
}

/** Keeps the choice in this browser. */
export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT_AS, language);
}

/** Loads the catalogue of a language and declares it on the page; only the one in use is fetched. */
export async function loadTexts(language: Language): Promise<Texts> {
  const texts = language === 'pt' ? (await import('./pt')).pt : (await import('./en')).en;
  document.documentElement.lang = language === 'pt' ? LOCALES.pt : 'en';
  return texts;
}
