import { beforeAll, describe, expect, it } from 'vitest';
import { hostileEncryption } from '../testing/hostile/hostile-encryption';
import { hostileSignatures } from '../testing/hostile/hostile-signatures';
import { lookAlikes } from '../testing/look-alikes';
import { nodeSamlRefusal } from '../testing/node-saml-witness';
import { type TestParties, testParties } from '../testing/test-parties';

/** What it cannot read, or passes over; the same words stand in the names of the cases. */
const beyondNodeSaml = [/ECDSA/, /SHA-384/, /OAEP/, /CBC/, /AES-192/, /recipient/];

/** What both must refuse. Of other reasons it knows few: they are ours alone. */
const shared = new Set(['signature-invalid', 'signature-missing', 'decryption-failed']);

describe('our verdicts beside those of node-saml', () => {
  let parties: TestParties;
  beforeAll(async () => {
    parties = await testParties();
  });

  it.each(
    lookAlikes
      .filter(({ name }) => !beyondNodeSaml.some((pattern) => pattern.test(name)))
      .map((lookAlike) => [lookAlike.name, lookAlike] as const),
  )('should be the same of %s: accepted', async (_name, { make }) => {
    const { xml, overrides } = await make(parties);
    expect(await nodeSamlRefusal(parties, xml, overrides?.allowUnsignedResponse === true)).toBeUndefined();
  });

  it.each(
    [...hostileSignatures, ...hostileEncryption]
      .filter(({ code, name }) => shared.has(code) && !beyondNodeSaml.some((pattern) => pattern.test(name)))
      .map((hostile) => [hostile.name, hostile] as const),
  )('should be the same of %s: refused', async (_name, { make }) => {
    const { xml = '', overrides } = await make(parties);
    expect(await nodeSamlRefusal(parties, xml, overrides?.allowUnsignedResponse === true)).toBeDefined();
  });
});
