import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchEngines } from '../database/testing/scratch-database';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { ApplyResources } from './apply-resources';
import { ExportResources } from './export-resources';
import { faultText, ResourceFaults } from './resource-fault';

describe.each(scratchEngines)('attribute rules in resource files on %s', (engine) => {
  let test: TestApp;
  let folder: string;
  const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const results = async (files: string[]) =>
    Object.fromEntries(
      (await get(ApplyResources).run(files)).resources.map(({ kind, name, result }) => [
        `${kind}/${name}`,
        result,
      ]),
    );
  const faultsOf = async (files: string[]) => {
    const error: unknown = await get(ApplyResources)
      .run(files)
      .catch((thrown: unknown) => thrown);
    if (!(error instanceof ResourceFaults)) throw error;
    return error.faults.map((fault) => faultText(fault).replaceAll(`${folder}/`, ''));
  };
  beforeAll(async () => {
    test = await createTestApp({ engine });
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-rules-'));
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true });
  });

  it('should put attribute rules in force from files, write them back, and tell their faults at their place', async () => {
    const shippedMap = readFileSync(new URL('../../../../saml/attribute-map.xml', import.meta.url), 'utf8');
    const own = shippedMap.replace('</Attributes>', '<Attribute name="urn:badge" id="badge"/></Attributes>');
    write('own-map.xml', own);
    const file = write('rules.yaml', 'kind: AttributeMap\ncomment: Badges\nmapFile: own-map.xml\n');
    expect(await results([file])).toEqual({ 'AttributeMap/attributes': 'created' });
    expect(await results([file])).toEqual({ 'AttributeMap/attributes': 'unchanged' });
    const exported = await get(ExportResources).run();
    expect(exported).toContain('id="badge"');
    expect(await results([write('exported.yaml', exported)])).toEqual({
      'AttributeMap/attributes': 'unchanged',
    });
    write(
      'broken.xml',
      '<Attributes xmlns="urn:mace:shibboleth:2.0:attribute-map">\n  <Attribute id="a"/>\n</Attributes>',
    );
    const broken = write('broken.yaml', 'kind: AttributeMap\nmapFile: broken.xml\npolicy: |\n  <x>\n');
    expect((await faultsOf([broken])).toSorted()).toEqual([
      'broken.xml:2:3: Attribute without a name',
      expect.stringMatching(/^broken\.yaml:\d+:1: /),
    ]);
    const shipped = write('shipped.yaml', 'kind: AttributeMap\nmapFile: shipped.xml\n');
    write('shipped.xml', shippedMap);
    expect(await results([shipped])).toEqual({ 'AttributeMap/attributes': 'changed' });
  });
});
