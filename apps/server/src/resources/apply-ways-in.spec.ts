import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IdentityProviders } from '../federation/index';
import { RefreshEntitlements } from '../policies/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { TestIdentityProvider } from '../testing/test-identity-provider';
import { testKey } from '../testing/test-keys';
import { ApplyResources } from './apply-resources';
import { faultText, ResourceFaults } from './index';

const LAGOA = 'https://idp.lagoa.example/idp';
const SERRA = 'https://idp.serra.example/idp';
const policy = (idp: string) => `kind: Policy
document:
  version: 1
  id: p
  rules:
    - id: admins
      name: Admins
      idps: ['${idp}']
      when: { attr: eduPersonEntitlement, op: equals, value: admin }
      effects: [{ role: identity-admin }]
`;

describe('applying what decides who gets in', () => {
  let test: TestApp;
  let metadata: Record<string, string>;
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-ways-in-'));
  const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
  const provider = (idp: string, enabled: boolean) =>
    `kind: IdentityProvider\nmetadataFile: ${metadata[idp] ?? ''}\nenabled: ${enabled}\n`;
  const apply = async (...documents: string[]) => {
    const file = path.join(folder, 'lab.yaml');
    writeFileSync(file, documents.join('---\n'));
    try {
      await get(ApplyResources).run([file]);
      return [];
    } catch (error) {
      if (!(error instanceof ResourceFaults)) throw error;
      return error.faults.map((fault) => faultText({ ...fault, file: path.basename(fault.file) }));
    }
  };
  const admin = async (issuer: string) => {
    const person = await test.signIn({
      issuer,
      release: { attributes: { eduPersonEntitlement: ['admin'] } },
    });
    await get(RefreshEntitlements).run(person.account.id);
  };
  const isOn = async (idp: string) => (await get(IdentityProviders).findRecord(idp))?.enabled;
  const refused = 'with this nobody who looks after the policy could sign in any more';

  beforeAll(async () => {
    test = await createTestApp();
    const write = async (idp: string, name: string) => {
      const file = path.join(folder, name);
      writeFileSync(file, new TestIdentityProvider(idp, await testKey(), () => test.clock.now()).metadataXml);
      return file;
    };
    metadata = { [LAGOA]: await write(LAGOA, 'lagoa.xml'), [SERRA]: await write(SERRA, 'serra.xml') };
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true });
  });

  it('should take anything while there is no admin yet', async () => {
    expect(await apply(provider(LAGOA, false), provider(SERRA, true), policy(LAGOA))).toEqual([]);
    expect(await apply(provider(LAGOA, true))).toEqual([]);
    await admin(LAGOA);
  });

  it('should not switch off the last way in of the admins', async () => {
    expect(await apply(provider(LAGOA, false))).toEqual([`lab.yaml:1:1: ${refused}`]);
    expect(await isOn(LAGOA)).toBe(true);
  });

  it('should see what a policy and a provider take away together', async () => {
    await admin(SERRA);
    expect(await apply(policy(SERRA))).toEqual([expect.stringContaining('identity-admin')]);
    expect(await apply(policy(LAGOA).replace(`['${LAGOA}']`, `['${LAGOA}', '${SERRA}']`))).toEqual([]);
    await admin(SERRA);
    expect(await apply(provider(LAGOA, false))).toEqual([]);
    expect(await apply(policy(LAGOA))).toEqual([expect.stringContaining('identity-admin')]);
    expect(await apply(provider(LAGOA, true), provider(SERRA, false), policy(SERRA))).not.toEqual([]);
    expect(await isOn(SERRA)).toBe(true);
  });
});
