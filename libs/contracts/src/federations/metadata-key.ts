import { z } from 'zod';

/** SHA-256 of a certificate's DER bytes, 64 lower-case hex digits: what is read out on the telephone. */
export const fingerprintSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 fingerprint: 64 lower-case hex digits');

/**
 * A key of metadata, as its certificate shows it. Its dates decide nothing (SAML2Int SDP-MD05): they tell how old the key
 * is and when its owner meant to change it.
 */
export const metadataKeySchema = z
  .object({
    sha256: fingerprintSchema,
    algorithm: z.string().describe('of the key: rsa, ec, …'),
    bits: z.number().int().optional().describe('of an RSA modulus'),
    subject: z.string().describe('what the certificate calls itself; never checked'),
    notBefore: z.iso.datetime(),
    notAfter: z.iso.datetime(),
  })
  .meta({ id: 'MetadataKey' });
export type MetadataKey = z.infer<typeof metadataKeySchema>;

/** Why metadata cannot be used: the codes of the reader are stable and open, so they are a text here. */
export const metadataFaultSchema = z
  .object({
    code: z.string(),
    detail: z.string().optional().describe('what exactly, in English; never bytes of the document'),
    since: z.iso.datetime().optional(),
  })
  .meta({ id: 'MetadataFault' });
export type MetadataFault = z.infer<typeof metadataFaultSchema>;
