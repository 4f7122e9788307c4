import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { makePracticeSp } from './testing/practice-sp.mjs';

const main = path.resolve(import.meta.dirname, '../main.mjs');
const work = mkdtempSync('/tmp/dev-idp-main-spec-');
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('main.mjs', () => {
  it('should run as a process of its own, say where it is, sign somebody in, and end on SIGTERM', async () => {
    const spMetadata = path.join(work, 'sp.xml');
    const sp = await makePracticeSp(spMetadata);
    const args = ['--idp', 'norte', '--data-dir', path.join(work, 'keys'), '--sp-metadata', spMetadata];
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    expect(line).toMatch(/^dev-idp norte ready: http:\/\/127\.0\.0\.1:\d+\/metadata$/);

    const base = String(line).replace(/^.*ready: |\/metadata$/g, '');
    const saml = sp.samlFor({ entryPoint: `${base}/sso`, idpCert: 'not needed for the request' });
    const url = await saml.getAuthorizeUrlAsync('', undefined, {});
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ person: 'marta' }) });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('name="SAMLResponse"');

    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('should tell how it is used when the data directory is not given', async () => {
    const child = spawn(process.execPath, [main], { stdio: ['ignore', 'ignore', 'pipe'] });
    const [line] = await once(createInterface({ input: child.stderr }), 'line');
    expect(line).toMatch(/^usage:/);
    expect((await once(child, 'exit'))[0]).toBe(2);
  });
});
