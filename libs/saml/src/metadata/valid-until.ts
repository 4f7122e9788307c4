import { attributeOf } from '../xml/read-element';
import { readInstant } from '../xml/read-instant';
import type { XmlElement } from '../xml/xml-element';
import { MetadataRefusal } from './metadata-refusal';

/**
 * The `validUntil` that an element states for itself and what is below it (SAML metadata 2.3.1).
 *
 * @throws MetadataRefusal `metadata-valid-until-malformed`: an end that cannot be read must not count as none
 */
export function validUntilOf(element: XmlElement): Date | undefined {
  const text = attributeOf(element, 'validUntil');
  const instant = readInstant(text);
  if (text !== undefined && !instant) {
    const message = `validUntil "${text}" of ${element.local} is no instant`;
    throw new MetadataRefusal(
      'metadata-valid-until-malformed',
      message,
      attributeOf(element, 'entityID'),
      element.line,
    );
  }
  return instant;
}

/** The earlier of two ends; an absent one does not limit. */
export function earliest(first: Date | undefined, second: Date | undefined): Date | undefined {
  if (!first || !second) return first ?? second;
  return first < second ? first : second;
}
