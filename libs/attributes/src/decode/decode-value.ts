import type { AttributeValue, DropReason } from '../normalized-attributes';
import type { RawAttributeValue } from '../raw-attribute';
import type { AttributeDecoder } from '../registry/attribute-map';

/** A value as the decoder reads it, or why it does not. */
export type DecodedValue = { value: AttributeValue } | { why: DropReason };

/** Who the qualifiers of a NameID stand for when it leaves them out: entityIDs. */
export interface Parties {
  issuer: string;
  requester?: string | undefined;
}

/**
 * Reads one released value by the decoder of its map entry. Blanks around text are taken away, since no identifier
 * or vocabulary has any and comparisons would fail without a visible reason.
 */
export function decodeValue(
  raw: RawAttributeValue,
  decoder: AttributeDecoder,
  parties: Parties,
): DecodedValue {
  if (decoder.kind === 'name-id') return decodeNameId(raw, decoder.defaultQualifiers ? parties : undefined);
  if (typeof raw !== 'string') return { why: 'value-not-text' };
  const text = raw.trim();
  if (text === '') return { why: 'value-empty' };
  switch (decoder.kind) {
    case 'string':
      return { value: { value: text } };
    case 'scoped':
      return decodeScoped(text, decoder.delimiter);
    case 'base64':
      return decodeBase64(text);
  }
}

/** Splits at the first delimiter (eduPerson 202208, 2.2.9), so what follows is the scope even if it holds another. */
function decodeScoped(text: string, delimiter: string): DecodedValue {
  const place = text.indexOf(delimiter);
  const value = text.slice(0, place).trim();
  const scope = text.slice(place + delimiter.length).trim();
  if (place < 0 || value === '' || scope === '') return { why: 'value-unscoped' };
  return { value: { value, scope: scope.toLowerCase() } };
}

/** The stock form of Shibboleth: both qualifiers and the name, with `!` between. */
function decodeNameId(raw: RawAttributeValue, defaults: Parties | undefined): DecodedValue {
  if (typeof raw === 'string' || !('value' in raw)) return { why: 'value-not-name-id' };
  if (raw.value.trim() === '') return { why: 'value-empty' };
  const nameQualifier = raw.nameQualifier ?? defaults?.issuer ?? '';
  const spNameQualifier = raw.spNameQualifier ?? defaults?.requester ?? '';
  return { value: { value: `${nameQualifier}!${spNameQualifier}!${raw.value.trim()}` } };
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function decodeBase64(text: string): DecodedValue {
  const base64 = text.replace(/\s+/g, '');
  if (!BASE64.test(base64)) return { why: 'value-not-base64' };
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  try {
    const value = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
    return value === '' ? { why: 'value-empty' } : { value: { value } };
  } catch {
    return { why: 'value-not-base64' };
  }
}
