import { type CertificateReading, readCertificate } from '../keys/read-certificate';
import { ns } from '../xml/namespaces';
import { attributeOf, childOf, childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import type { MetadataRefusalCode } from './metadata-refusal';

/** SAML2Int SDP-MD06. */
const MIN_RSA_BITS = 2048;

/**
 * The certificates whose keys may sign for this role. A KeyDescriptor without `use` serves both purposes (SAML
 * metadata 2.4.1.1): passing it over would leave a provider without keys, and with some products without checks.
 * Keys that cannot be verified with are left out: other kinds than RSA, and RSA below 2048 bits.
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
    else if (reading.rsaBits === undefined) unusable.push(`${reading.keyType} key`);
    else if (reading.rsaBits < MIN_RSA_BITS) unusable.push(`RSA key of ${reading.rsaBits} bits`);
    else usable.add(reading.pem);
  }
  if (usable.size > 0) return [...usable];
  const message = `no RSA key of at least ${MIN_RSA_BITS} bits among: ${unusable.join(', ')}`;
  return refuse('signing-key-unusable', message, certificates[0]);
}

function certificateElements(descriptor: XmlElement): XmlElement[] {
  const keyInfo = childOf(descriptor, ns.ds, 'KeyInfo');
  const data = keyInfo ? childrenOf(keyInfo, ns.ds, 'X509Data') : [];
  return data.flatMap((element) => childrenOf(element, ns.ds, 'X509Certificate'));
}
