import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, post } from '../testing/post-response';
import { responseXml } from '../testing/response-shape';
import { signMessage } from '../testing/sign-message';
import { type TestParties, testParties } from '../testing/test-parties';

const hasXmlsec = spawnSync('xmlsec1', ['--version']).status === 0;
const RESPONSE_ID = ['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:protocol:Response'];

/** An empty signature for xmlsec to fill. */
const TEMPLATE = `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:Reference URI="#_response1"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="xs"/></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/></ds:Signature>`;

describe.skipIf(!hasXmlsec)('together with xmlsec1, another implementation of XML signatures', () => {
  let parties: TestParties;
  let folder: string;
  const file = (name: string, content?: string): string => {
    const place = path.join(folder, name);
    if (content !== undefined) writeFileSync(place, content);
    return place;
  };
  beforeAll(async () => {
    parties = await testParties();
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-xmlsec-'));
    file('key.pem', parties.idpKey.privateKeyPem);
    file('certificate.pem', parties.idpKey.certificatePem);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('should accept what xmlsec1 signed, with a list of inclusive namespaces', async () => {
    const typed = 'xmlns:xs="http://www.w3.org/2001/XMLSchema" ID="_response1"';
    const xml = responseXml()
      .replace('ID="_response1"', typed)
      .replace('<samlp:Status>', `${TEMPLATE}<samlp:Status>`);
    const input = file('template.xml', xml);
    execFileSync(
      'xmlsec1',
      ['--sign', '--privkey-pem', file('key.pem'), ...RESPONSE_ID, '--output', file('signed.xml'), input],
      {
        stdio: 'pipe',
      },
    );
    const signed = readFileSync(file('signed.xml'), 'utf8');
    expect((await post(parties, signed)).assertionId).toBe('_assertion1');
    expect((await refusalOf(() => post(parties, signed.replace('_t1', '_t2')))).code).toBe(
      'signature-invalid',
    );
  });

  it('should have specs that sign as others expect', () => {
    const input = file('ours.xml', signMessage(responseXml(), 'Response', parties.idpKey));
    const verified = spawnSync('xmlsec1', [
      '--verify',
      '--pubkey-cert-pem',
      file('certificate.pem'),
      ...RESPONSE_ID,
      input,
    ]);
    expect(verified.stderr.toString() + verified.stdout.toString()).toContain('OK');
    expect(verified.status).toBe(0);
  });
});
