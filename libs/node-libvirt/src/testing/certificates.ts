import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Certificates of a day, by the names that libvirt gives them: `cacert.pem`, `servercert.pem`, `clientkey.pem` … */
export async function makeCertificates(directory: string): Promise<void> {
  const at = (name: string) => join(directory, name);
  const newKey = (name: string) => ['-newkey', 'rsa:2048', '-nodes', '-keyout', at(`${name}key.pem`)];
  await run('openssl', [
    'req',
    '-x509',
    ...newKey('ca'),
    '-out',
    at('cacert.pem'),
    '-days',
    '1',
    '-subj',
    '/CN=CA of a test',
  ]);
  for (const who of ['server', 'client']) {
    await run('openssl', ['req', ...newKey(who), '-out', at(`${who}.csr`), '-subj', `/CN=${who}.example`]);
    await writeFile(at(`${who}.ext`), `subjectAltName=IP:127.0.0.1\nextendedKeyUsage=${who}Auth\n`);
    await run('openssl', [
      'x509',
      '-req',
      '-in',
      at(`${who}.csr`),
      '-CA',
      at('cacert.pem'),
      '-CAkey',
      at('cakey.pem'),
      '-CAcreateserial',
      '-out',
      at(`${who}cert.pem`),
      '-days',
      '1',
      '-extfile',
      at(`${who}.ext`),
    ]);
  }
}
