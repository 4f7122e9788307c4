import type { MetadataRefusalCode } from '../metadata/metadata-refusal';
import { MetadataRefusal } from '../metadata/metadata-refusal';
import { ns } from '../xml/namespaces';
import { readInstant } from '../xml/read-instant';
import type { StartElement } from '../xml/xml-events';
import { readDuration } from './read-duration';

/** What the document element says of the whole document. */
export interface DocumentElement {
  isGroup: boolean;
  id?: string;
  name?: string;
  /** Absent only where a fault was passed over. */
  validUntil?: Date;
  cacheDurationMs?: number;
}

/**
 * Reads the start of the document element, and requires an end of validity that is ahead, and not too far ahead
 * (SAML2Int SDP-MD03): whoever holds an old copy must not be able to show it for ever.
 *
 * @param fault is called with each fault but `metadata-root-unexpected`; may throw, or note it and go on
 * @throws MetadataRefusal `metadata-root-unexpected`
 */
export function readDocumentElement(
  root: StartElement,
  context: { now: Date; maxValidityMs: number },
  fault: (refusal: MetadataRefusal) => void,
): DocumentElement {
  const isGroup = root.local === 'EntitiesDescriptor';
  if (root.namespace !== ns.md || !(isGroup || root.local === 'EntityDescriptor')) {
    const message = `document element is ${root.local}, expected md:EntityDescriptor or md:EntitiesDescriptor`;
    throw new MetadataRefusal('metadata-root-unexpected', message);
  }
  const validUntil = readInstant(attribute(root, 'validUntil'));
  const found = faultOf(attribute(root, 'validUntil'), validUntil, context);
  if (found) fault(new MetadataRefusal(...found));
  const [id, name] = [attribute(root, 'ID'), attribute(root, 'Name')];
  const cacheDurationMs = readDuration(attribute(root, 'cacheDuration'));
  return {
    isGroup,
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(cacheDurationMs === undefined ? {} : { cacheDurationMs }),
  };
}

function faultOf(
  text: string | undefined,
  validUntil: Date | undefined,
  { now, maxValidityMs }: { now: Date; maxValidityMs: number },
): [MetadataRefusalCode, string] | undefined {
  if (text === undefined) return ['metadata-valid-until-missing', 'the document element has no validUntil'];
  if (!validUntil)
    return ['metadata-valid-until-malformed', `validUntil "${text.slice(0, 40)}" is no instant`];
  const left = validUntil.getTime() - now.getTime();
  if (left <= 0) return ['metadata-expired', `metadata was valid until ${validUntil.toISOString()}`];
  if (left <= maxValidityMs) return undefined;
  const days = (ms: number) => (ms / 86_400_000).toFixed(1);
  const message = `valid until ${validUntil.toISOString()}, ${days(left)} days from now, expected ${days(maxValidityMs)} at most`;
  return ['metadata-valid-until-too-far', message];
}

function attribute({ attributes }: StartElement, local: string): string | undefined {
  return attributes.find((one) => one.namespace === '' && one.local === local)?.value;
}
