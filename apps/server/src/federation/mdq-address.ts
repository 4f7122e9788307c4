import { createHash } from 'node:crypto';

/** Longer names do not fit into what proxies and file systems behind such a service take in one segment. */
const LONGEST_SEGMENT = 255;

/**
 * Where a metadata service answers about one entity (draft-young-md-query 2.1; its SAML profile 2.2): its entityID
 * percent-encoded in full, or its SHA-1 where that would be too long for a segment.
 *
 * @param base address of the service, with or without a slash at the end
 */
export function mdqAddress(base: string, entityId: string): string {
  const plain = encode(entityId);
  const segment = plain.length <= LONGEST_SEGMENT ? plain : encode(sha1Identifier(entityId));
  return `${base.replace(/\/+$/, '')}/entities/${segment}`;
}

/** The `{sha1}` form of an entityID: a name, not a protection, so a weak hash does no harm. */
export function sha1Identifier(entityId: string): string {
  return `{sha1}${createHash('sha1').update(entityId, 'utf8').digest('hex')}`;
}

/** Everything but the unreserved characters of RFC 3986, 2.3; `encodeURIComponent` leaves five more. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
