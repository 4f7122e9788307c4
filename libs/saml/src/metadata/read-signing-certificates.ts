import { type CertificateReading, readCertificate } from '../keys/read-certificate';
import { ns } from '../xml/namespaces';
import { attributeOf, childOf, childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import type { MetadataRefusalCode } from './metadata-refusal';

/** SAML2Int SDP-MD06 and SDP-MD07. */
const MIN_RSA_BITS = 2048;
const CURVES: ReadonlySet<string> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** True for a key that signatures may be verified with. */
export function isUsableKey({ rsaBits = 0, curve = '' }: CertificateReading): boolean {
  return rsaBits >= MIN_RSA_BITS || CURVES.has(curve);
}

/**
 * The certificates whose keys may sign for this role. A KeyDescriptor without `use` serves both purposes (SAML
 * metadata 2.4.1.1): passing it over would leave a provider without keys, and with some products without checks.
 * Keys that signatures are not verified with are left out: RSA below 2048 bits, other curves than those of NIST.
 *
 * @param read how a certificate is read; when only its worth counts, a quicker one
 * @param refuse is called with `signing-key-missing` or `signing-key-unusable` when none remains
 */
export function readSigningCertificates(
  role: XmlElement,
  refuse: (code: MetadataRefusalCode, message: string, at?: XmlElement) => never,
  read: (text: string) => CertificateReading | undefined = readCertificate,
): string[] {
  const certificates = childrenOf(role, ns.md, 'KeyDescriptor')
    .filter((descriptor) => (attributeOf(descriptor, 'use') ?? 'signing') === 'signing')
    .flatMap(certificateElements);
  if (certificates.length === 0) {
    return refuse('signing-key-missing', 'no KeyDescriptor for signing with an X509Certificate', role);
  }
  const usable = new Set<string>();
  const unusable: string[] = [];
  for (const { text } of certificates) {
    const reading = read(text);
    if (!reading) unusable.push('not a certificate');
    else if (isUsableKey(reading)) usable.add(reading.pem);
    else
      unusable.push(
        reading.rsaBits === undefined ? `${reading.keyType} key` : `RSA key of ${reading.rsaBits} bits`,
      );
  }
  if (usable.size > 0) return [...usable];
  const message = `no RSA key of at least ${MIN_RSA_BITS} bits, nor one on P-256, P-384 or P-521, among: ${unusable.join(', ')}`;
  return refuse('signing-key-unusable', message, certificates[0]);
}

function certificateElements(descriptor: XmlElement): XmlElement[] {
  const keyInfo = childOf(descriptor, ns.ds, 'KeyInfo');
  const data = keyInfo ? childrenOf(keyInfo, ns.ds, 'X509Data') : [];
  return data.flatMap((element) => childrenOf(element, ns.ds, 'X509Certificate'));
}
