import type { UniversityAsk } from '@virlab/contracts';
import type { Language } from '../format';
import { type AskTexts, askEn } from './en';
import { askPt } from './pt';

const CATALOGUE: Record<Language, AskTexts> = { en: askEn, pt: askPt };

/** Where in the address of our metadata it stands. */
const METADATA_PATH = '/saml/metadata';

/**
 * What an identity provider's admin has to be told about a sign-in, ready to be sent: in the language of the page, then
 * in English, which an admin elsewhere reads. Attribute names only; no value of anybody.
 *
 * @param service - origin of this service
 * @param reference - as people see it, in groups
 */
export function writeAsk(ask: UniversityAsk, language: Language, service: string, reference: string): string {
  const languages: Language[] = language === 'en' ? ['en'] : [language, 'en'];
  return languages.map((one) => letter(ask, CATALOGUE[one], service, reference)).join('\n\n---\n\n');
}

function letter(ask: UniversityAsk, texts: AskTexts, service: string, reference: string): string {
  const at = `${ask.at.slice(0, 16).replace('T', ' ')} UTC`;
  const needed = ask.needed.map(({ attr, names }) => {
    const what = attr === 'identifier' ? texts.identifier : attr;
    return `- ${what}: ${names.length > 1 ? texts.anyOf(names.join(', ')) : (names[0] ?? attr)}`;
  });
  const refused = ask.notAccepted.map(
    ({ attr, name, why }) => `- ${attr} (${name}): ${texts.why[why] ?? why}`,
  );
  return [
    texts.greeting,
    '',
    texts.signedIn(ask.university.title, service, at),
    ...(needed.length > 0 ? ['', texts.lacked, ...needed] : []),
    ...(refused.length > 0 ? ['', texts.notAccepted, ...refused] : []),
    '',
    ...(ask.category ? [texts.category(ask.category)] : []),
    ...(ask.beyondCategory.length > 0 ? [texts.beyond(ask.beyondCategory.join(', '))] : []),
    texts.entityId(ask.serviceEntityId),
    texts.metadata(`${service}${METADATA_PATH}`),
    texts.reference(reference),
    '',
    texts.thanks,
  ].join('\n');
}
