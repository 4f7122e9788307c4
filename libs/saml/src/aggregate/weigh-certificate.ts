import type { CertificateReading } from '../keys/read-certificate';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const VERSION = 0xa0;
const RSA = '2a864886f70d010101';
const EC = '2a8648ce3d0201';
/** Curves that signatures are verified on (RFC 5480, 2.1.1.1). */
const CURVES: Readonly<Record<string, string>> = {
  '2a8648ce3d030107': 'prime256v1',
  '2b81040022': 'secp384r1',
  '2b81040023': 'secp521r1',
};

interface Value {
  tag: number;
  start: number;
  end: number;
}

/**
 * Which kind of key a certificate in metadata holds, and how long it is, without making the key: reading 10,000 of them
 * in full takes seconds. `pem` is the base64 as it stood. Whoever uses the key reads the certificate in full.
 *
 * @param text base64 of DER (RFC 5280, 4.1), with or without blanks
 * @returns undefined when it does not have the shape of a certificate
 */
export function weighCertificate(text: string): CertificateReading | undefined {
  const pem = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(pem)) return undefined;
  const der = Buffer.from(pem, 'base64');
  const certificate = readValue(der, 0, der.length, SEQUENCE);
  const signed = certificate && readValue(der, certificate.start, certificate.end, SEQUENCE);
  if (!signed) return undefined;
  const fields = valuesOf(der, signed);
  // version is optional; serial number, algorithm, issuer, validity and subject stand before the key
  const keyInfo = fields?.[fields[0]?.tag === VERSION ? 6 : 5];
  const parts = keyInfo?.tag === SEQUENCE ? valuesOf(der, keyInfo) : undefined;
  const [algorithm, bits] = parts ?? [];
  if (algorithm?.tag !== SEQUENCE || bits?.tag !== BIT_STRING) return undefined;
  const [oid, parameter] = valuesOf(der, algorithm) ?? [];
  const name = oid && der.toString('hex', oid.start, oid.end);
  if (name === EC) {
    const curve = parameter && CURVES[der.toString('hex', parameter.start, parameter.end)];
    return { pem, keyType: 'ec', ...(curve === undefined ? {} : { curve }) };
  }
  if (name !== RSA) return { pem, keyType: 'unknown' };
  const rsaBits = modulusBits(der, bits);
  return rsaBits === undefined ? undefined : { pem, keyType: 'rsa', rsaBits };
}

/** RSAPublicKey stands in the bit string behind the count of unused bits (RFC 8017, A.1.1). */
function modulusBits(der: Buffer, bits: Value): number | undefined {
  const key = readValue(der, bits.start + 1, bits.end, SEQUENCE);
  const modulus = key && readValue(der, key.start, key.end, INTEGER);
  if (!modulus) return undefined;
  let { start } = modulus;
  while (start < modulus.end && der[start] === 0) start += 1;
  const first = der[start];
  return first === undefined || start === modulus.end
    ? undefined
    : (modulus.end - start) * 8 - Math.clz32(first) + 24;
}

function valuesOf(der: Buffer, { start, end }: Value): Value[] | undefined {
  const values: Value[] = [];
  for (let at = start; at < end;) {
    const value = readValue(der, at, end);
    if (!value) return undefined;
    values.push(value);
    at = value.end;
  }
  return values;
}

/** One value of DER (X.690, 8.1): definite lengths of up to four bytes. */
function readValue(der: Buffer, at: number, limit: number, wanted?: number): Value | undefined {
  const tag = der[at];
  const short = der[at + 1];
  if (tag === undefined || short === undefined || (wanted !== undefined && tag !== wanted)) return undefined;
  const count = short < 0x80 ? 0 : short - 0x80;
  if (short === 0x80 || count > 4 || at + 2 + count > limit) return undefined;
  const length = count === 0 ? short : der.readUIntBE(at + 2, count);
  const start = at + 2 + count;
  return start + length > limit ? undefined : { tag, start, end: start + length };
}
