import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimpleSamlPhp } from './private-simplesamlphp.mjs';
import { listProcesses } from './process-table.mjs';
import { ensureSimpleSamlPhp } from './simplesamlphp/program.mjs';

const SERVICE = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://sp.example/sp">
  <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://sp.example/acs" index="1"/>
  </md:SPSSODescriptor>
</md:EntityDescriptor>`;

/** @param {string} xml */
const certificates = (xml) =>
  [...xml.matchAll(/use="signing".*?X509Certificate>([^<]+)</gs)].map(([, base64]) => base64?.trim());

describe('a SimpleSAMLphp of our own', () => {
  const root = mkdtempSync('/tmp/simplesamlphp-spec-');
  const memoryBefore = readdirSync('/dev/shm').filter((name) => name.includes('faketime'));
  /** @type {import('./private-simplesamlphp.mjs').PrivateSimpleSamlPhp} */
  let idp;
  beforeAll(async () => {
    const program = await ensureSimpleSamlPhp({ directory: path.join(root, 'package') });
    const ana = { username: 'ana', password: 'ana', attributes: { uid: ['ana'] } };
    idp = await startSimpleSamlPhp({
      directory: path.join(root, 'idp'),
      program,
      spMetadataXml: SERVICE,
      people: [ana],
    });
  });
  afterAll(async () => {
    await idp.stop({ erase: true });
    rmSync(root, { recursive: true, force: true });
    expect(readdirSync('/dev/shm').filter((name) => name.includes('faketime'))).toEqual(memoryBefore);
    expect(listProcesses().filter(({ args }) => args.join(' ').includes(root))).toEqual([]);
  });

  it('should publish its key, scope and addresses', async () => {
    const xml = await idp.metadataXml();
    expect(xml).toContain('entityID="https://idp.tecnica.example/simplesamlphp"');
    expect(xml).toContain(`Location="${idp.url}/saml2/idp/SSOService.php"`);
    expect(xml).toContain(`Location="${idp.url}/saml2/idp/SingleLogoutService.php"`);
    expect(xml).toMatch(/<shibmd:Scope[^>]*regexp="false">tecnica\.example</);
    expect(certificates(xml)).toHaveLength(1);
  });

  it('should announce a key beside the one in use, and then publish that one only', async () => {
    const [first] = certificates(await idp.metadataXml());
    await idp.announceKey();
    const both = certificates(await idp.metadataXml());
    expect(both).toHaveLength(2);
    expect(both).toContain(first);
    await idp.rollKey();
    const [second, ...rest] = certificates(await idp.metadataXml());
    expect(rest).toEqual([]);
    expect(second).not.toBe(first);
    expect(both).toContain(second);
  });

  it.each([120, -120])('should run with a clock that is %i s off', async (seconds) => {
    await idp.setClock(seconds);
    const response = await fetch(`${idp.url}/saml2/idp/metadata.php`);
    const offset = new Date(response.headers.get('date') ?? '').getTime() - Date.now();
    expect(Math.abs(offset / 1000 - seconds)).toBeLessThan(10);
  });
});
