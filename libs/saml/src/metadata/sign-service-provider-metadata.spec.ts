import { beforeAll, describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { at } from '../testing/response-shape';
import { type TestParties, testParties } from '../testing/test-parties';
import { parseXml } from '../xml/parse-xml';
import { attributeOf } from '../xml/read-element';
import { signServiceProviderMetadata } from './sign-service-provider-metadata';

describe('signServiceProviderMetadata', () => {
  let parties: TestParties;
  let xml: string;
  beforeAll(async () => {
    parties = await testParties();
    xml = signServiceProviderMetadata(parties.sp, { id: '_m1', validUntil: new Date(at(86_400)) });
  });

  const isVerified = (text: string): boolean => {
    const verifier = new SignedXml({ publicCert: parties.sp.signing.certificatePem });
    verifier.loadSignature(/<ds:Signature[\s\S]*<\/ds:Signature>/.exec(text)![0]);
    return verifier.checkSignature(text);
  };

  it('should put a signature that holds before everything else', () => {
    const root = parseXml(xml, { depth: 20, elements: 200, attributesPerElement: 20 });
    expect(root.children[0]?.local).toBe('Signature');
    expect([attributeOf(root, 'ID'), attributeOf(root, 'validUntil')]).toEqual(['_m1', at(86_400)]);
    expect(isVerified(xml)).toBe(true);
  });

  it('should not hold for a changed document', () => {
    expect(isVerified(xml.replace('/saml/acs', '/saml/acs2'))).toBe(false);
  });
});
