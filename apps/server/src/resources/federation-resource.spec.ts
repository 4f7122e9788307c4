import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Federations } from '../federation/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { testKey } from '../testing/test-keys';
import { ApplyResources } from './apply-resources';
import { ExportResources } from './export-resources';
import { faultText, ResourceFaults } from './index';

describe('the resource Federation', () => {
  let test: TestApp;
  let folder: string;
  beforeAll(async () => {
    test = await createTestApp();
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-federation-'));
    writeFileSync(path.join(folder, 'signer.pem'), (await testKey()).certificatePem);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await test.close();
  });

  const apply = (yaml: string, name = 'lab.yaml') => {
    const file = path.join(folder, name);
    writeFileSync(file, yaml);
    return test.app.get(ApplyResources, { strict: false }).run([file]);
  };
  const faultsOf = async (yaml: string) => {
    const error: unknown = await apply(yaml).catch((thrown: unknown) => thrown);
    if (!(error instanceof ResourceFaults)) throw error;
    return error.faults.map((fault) => faultText({ ...fault, file: path.basename(fault.file) }));
  };

  it('should set up a federation by URL, file or service, and write back what needs no other file', async () => {
    const yaml = `kind: Federation
name: edu
title: Edu
url: https://metadata.example/all.xml
signingCertificateFile: signer.pem
maxValidityDays: 14
---
kind: Federation
name: hub
title: Hub
file: hub.xml
signingCertificateFile: [signer.pem]
enabled: false
---
kind: Federation
name: mdq
title: By name
mdq: https://mdq.example/
signingCertificateFile: signer.pem
`;
    expect((await apply(yaml)).resources.map(({ result }) => result)).toEqual([
      'created',
      'created',
      'created',
    ]);
    expect((await apply(yaml)).resources.map(({ result }) => result)).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    const all = await test.app.get(Federations, { strict: false }).list();
    expect(all).toMatchObject([
      { id: 'edu', kind: 'url', maxValidityDays: 14, enabled: true },
      {
        id: 'hub',
        kind: 'file',
        location: path.join(folder, 'hub.xml'),
        maxValidityDays: 28,
        enabled: false,
      },
      { id: 'mdq', kind: 'mdq', location: 'https://mdq.example/' },
    ]);
    const exported = await test.app.get(ExportResources, { strict: false }).run();
    expect(exported).toContain('-----BEGIN CERTIFICATE-----');
    expect(
      (await apply(exported, 'again.yaml')).resources.every(({ result }) => result === 'unchanged'),
    ).toBe(true);
  });

  it('should tell where it is wrong', async () => {
    const head = 'kind: Federation\nname: x\ntitle: X\n';
    expect(
      await faultsOf(`${head}url: https://a.example/\nmdq: https://b.example/\nsigningCertificate: x\n`),
    ).toEqual(['lab.yaml:1:1: expected one of url, file and mdq']);
    expect(await faultsOf(`${head}url: https://a.example/\n`)).toEqual([
      'lab.yaml:1:1: expected either signingCertificate or signingCertificateFile',
    ]);
    expect(await faultsOf(`${head}url: https://u:p@a.example/\nsigningCertificate: x\n`)).toEqual([
      'lab.yaml:4:6: holds a user name or password, expected none',
      'lab.yaml:5:21: is no X.509 certificate',
    ]);
    const [missing] = await faultsOf(`${head}url: https://a.example/\nsigningCertificateFile: none.pem\n`);
    expect(missing).toMatch(/^lab\.yaml:5:25: .*none\.pem cannot be read: ENOENT$/);
  });
});
