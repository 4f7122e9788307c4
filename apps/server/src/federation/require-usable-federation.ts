import { isUsableKey, readCertificate } from '@virlab/saml';
import { VirlabError } from '../platform/index';
import type { FederationSpec } from './save-federation';

const MOST_CERTIFICATES = 16;
/** A document that is valid for longer is as good as one that never ends. */
const MOST_DAYS = 366;
const LONGEST = { title: 256, location: 2048 } as const;

/**
 * The signing certificates of a federation as PEM, when all of it can be kept and used.
 *
 * @throws VirlabError `resource-invalid` with every fault by its field
 */
export function requireUsableFederation(spec: FederationSpec): string[] {
  const errors: { path: string; message: string }[] = [];
  const fail = (path: string, message: string) => void errors.push({ path, message });
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(spec.id) || spec.id.includes('..')) {
    fail('id', `found "${spec.id}", expected up to 64 lower-case letters, digits and . _ -`);
  }
  for (const [path, most] of Object.entries(LONGEST)) {
    const { length } = spec[path as keyof typeof LONGEST].trim();
    if (length === 0) fail(path, 'is empty');
    if (length > most) fail(path, `has ${length} characters, expected ${most} at most`);
  }
  if (spec.kind !== 'file') requireAddress(spec.location, fail);
  const days = spec.maxValidityDays;
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= MOST_DAYS)) {
    fail('maxValidityDays', `found ${days}, expected 1 to ${MOST_DAYS}`);
  }
  const certificates = readCertificates(spec.signingCertificates, fail);
  if (errors.length > 0) throw new VirlabError('resource-invalid', { errors });
  return certificates;
}

type Fail = (path: string, message: string) => void;

function requireAddress(location: string, fail: Fail): void {
  const url = URL.canParse(location) ? new URL(location) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return fail('location', 'expected an http(s) URL');
  // A password would stand in logs, exports and the page.
  if (url.username || url.password) fail('location', 'holds a user name or password, expected none');
  if (url.hash) fail('location', 'holds a fragment, expected none');
}

function readCertificates(texts: readonly string[], fail: Fail): string[] {
  if (texts.length === 0) fail('signingCertificates', 'are missing: nothing unsigned is believed');
  if (texts.length > MOST_CERTIFICATES) fail('signingCertificates', `expected ${MOST_CERTIFICATES} at most`);
  return texts.slice(0, MOST_CERTIFICATES).flatMap((text, index) => {
    const path = `signingCertificates.${index}`;
    const reading = readCertificate(text);
    if (!reading) fail(path, 'is no X.509 certificate');
    else if (isUsableKey(reading)) return [reading.pem];
    else {
      const bits = reading.rsaBits === undefined ? '' : ` of ${reading.rsaBits} bits`;
      const wanted = 'expected RSA of at least 2048 bits, or P-256, P-384 or P-521';
      fail(path, `has a key of kind ${reading.keyType}${bits}, ${wanted}`);
    }
    return [];
  });
}
