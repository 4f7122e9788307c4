import { attributeName } from './attribute-name';
import type { SentenceTexts, StaffAttribute } from './sentence/en';

/** Stands in answers where any attribute that tells a person apart would do. */
const IDENTIFIER = 'identifier';

/** What is needed of a provider, as people who write rules call it: an attribute, or an identifier of whatever kind. */
export function neededName(texts: SentenceTexts, id: string): StaffAttribute {
  return id === IDENTIFIER ? texts.attributes.identifier : attributeName(texts, id);
}
