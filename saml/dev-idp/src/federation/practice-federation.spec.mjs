import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';
import { DOMParser } from '@xmldom/xmldom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDevIdp } from '../server.mjs';
import { CREST_SIZE, crestOf } from './crest.mjs';

const run = promisify(execFile);
const work = mkdtempSync('/tmp/practice-federation-spec-');
const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';

/** @type {import('../server.mjs').DevIdp} */
let norte;
/** @type {import('../server.mjs').DevIdp} */
let ulagoa;
beforeAll(async () => {
  const options = { dataDir: path.join(work, 'keys'), spMetadata: [] };
  norte = await startDevIdp({ ...options, idp: 'norte' });
  ulagoa = await startDevIdp({ ...options, idp: 'ulagoa', federationMembers: [norte.metadataUrl] });
});
afterAll(async () => {
  await Promise.all([norte.close(), ulagoa.close()]);
  rmSync(work, { recursive: true, force: true });
});

/** @param {string} address */
const get = (address, headers = {}) => fetch(`${ulagoa.publicUrl}${address}`, { headers });

describe('the practice federation', () => {
  it('should be signed as xmlsec understands it, by the key that can be pinned', async () => {
    const [xml, pem] = [
      await (await get('/federation.xml')).text(),
      await (await get('/federation.pem')).text(),
    ];
    writeFileSync(path.join(work, 'federation.xml'), xml);
    writeFileSync(path.join(work, 'federation.pem'), pem);
    const args = ['--verify', '--pubkey-cert-pem', path.join(work, 'federation.pem')];
    const id = `--id-attr:ID`;
    const verify = (/** @type {string} */ file) =>
      run('xmlsec1', [...args, id, `${METADATA}:EntitiesDescriptor`, file]);
    await verify(path.join(work, 'federation.xml'));
    writeFileSync(path.join(work, 'changed.xml'), xml.replace('valmor.example', 'velmor.example'));
    await expect(verify(path.join(work, 'changed.xml'))).rejects.toThrow();
  });

  it('should hold the practice providers and some 60 invented universities, one of them hidden', async () => {
    const xml = await (await get('/federation.xml')).text();
    const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement;
    const ids = Array.from(root.getElementsByTagNameNS(METADATA, 'EntityDescriptor')).map((entity) =>
      entity.getAttribute('entityID'),
    );
    expect(ids.length).toBeGreaterThan(60);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(ulagoa.entityId);
    expect(ids).toContain(norte.entityId);
    expect(ids.every((id) => new URL(id ?? '').hostname.endsWith('.example'))).toBe(true);
    expect(xml.match(/hide-from-discovery/g)).toHaveLength(1);
    const until = new Date(root.getAttribute('validUntil') ?? '').getTime() - Date.now();
    expect(until).toBeGreaterThan(13 * 24 * 3600_000);
    expect(until).toBeLessThanOrEqual(14 * 24 * 3600_000);
  });

  it('should be the same for an hour, so that a reader need not read it again', async () => {
    const first = await get('/federation.xml');
    const etag = first.headers.get('etag') ?? '';
    expect((await get('/federation.xml', { 'if-none-match': etag })).status).toBe(304);
  });

  it('should say at an invented university that it is invented', async () => {
    const html = await (await get('/invented/serralta?SAMLRequest=x', { 'accept-language': 'pt' })).text();
    expect(html).toContain('Universidade de Serralta');
    expect(html).toContain('Esta universidade é inventada');
    expect((await get('/invented/nowhere')).status).toBe(404);
  });

  it('should serve crests', async () => {
    const response = await get('/crests/serralta.png');
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(crestOf('serralta'));
    expect((await get('/crests/nowhere.png')).status).toBe(404);
  });

  it('should not be there unless it was asked for', async () => {
    expect((await fetch(`${norte.publicUrl}/federation.xml`)).status).toBe(404);
  });
});

describe('crestOf', () => {
  it('should draw a PNG of its size, another for another name', () => {
    const png = crestOf('valmor');
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    const data = png.subarray(png.indexOf('IDAT') + 4, png.indexOf('IEND') - 8);
    expect(inflateSync(data)).toHaveLength(CREST_SIZE * (CREST_SIZE + 1));
    expect(crestOf('valmor')).toEqual(png);
    expect(crestOf('serralta')).not.toEqual(png);
  });
});
