import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort, startLibvirtd } from '@virlab/testbed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LibvirtConnection } from './index';
import { makeCertificates } from './testing/certificates';
import { mockSubject, qemuSubject, type Libvirtd } from './testing/contract-subjects';
import { libvirtContract } from './testing/libvirt-contract';

const SASL = { username: 'virlab', password: 'a long pencil' };

/** A libvirtd that also listens to a port by TLS and to one in the open, with certificates of its own. */
describe('against libvirtd on another machine', () => {
  let root: string;
  let libvirtd: Libvirtd;
  let ports: { tls: number; tcp: number };
  const tls = (driver = 'qemu:///session') =>
    driver.replace(':///', `+tls://127.0.0.1:${ports.tls}/`) + `?pkipath=${join(root, 'client')}`;

  async function start(authentication: 'none' | 'sasl'): Promise<void> {
    const configuration = [
      'listen_tls = 1',
      'listen_tcp = 1',
      'listen_addr = "127.0.0.1"',
      `tls_port = "${ports.tls}"`,
      `tcp_port = "${ports.tcp}"`,
      `auth_tls = "${authentication}"`,
      `auth_tcp = "${authentication}"`,
      ...['key', 'cert'].map((what) => `${what}_file = "${join(root, `server${what}.pem`)}"`),
      `ca_file = "${join(root, 'cacert.pem')}"`,
    ].join('\n');
    libvirtd = await startLibvirtd({
      directory: join(root, 'daemon'),
      remote: { configuration, saslDirectory: join(root, 'sasl') },
    });
  }

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'node-libvirt-remote-'));
    ports = { tls: await freePort(), tcp: await freePort() };
    await makeCertificates(root);
    await mkdir(join(root, 'client'));
    for (const file of ['cacert.pem', 'clientcert.pem', 'clientkey.pem'])
      await copyFile(join(root, file), join(root, 'client', file));
    await makePasswords(join(root, 'sasl'));
    // The daemon runs as somebody else, who has to read these.
    await chmod(root, 0o755);
    for (const file of await readdir(root)) if (file.endsWith('.pem')) await chmod(join(root, file), 0o644);
    await start('none');
  });
  afterAll(async () => {
    await libvirtd.stop({ erase: true });
    await rm(root, { recursive: true, force: true });
  });

  describe('by TLS, with QEMU', () =>
    libvirtContract(
      qemuSubject(
        () => libvirtd,
        () => tls(),
      ),
    ));
  describe('by TLS, with the driver for tests', () =>
    libvirtContract(mockSubject(() => tls('test:///default'))));

  describe('by other ways', () => {
    it('should speak to a port in the open', async () => {
      const connection = await LibvirtConnection.open(`qemu+tcp://127.0.0.1:${ports.tcp}/session`);
      expect(await connection.host.type()).toBe('QEMU');
      await connection.close();
    });

    it('should speak by ssh, with the helper at the far end', async () => {
      const command = await fakeSsh(root, libvirtd);
      const connection = await LibvirtConnection.open(
        `qemu+ssh://someone@host/session?command=${encodeURIComponent(command)}`,
      );
      expect(await connection.host.type()).toBe('QEMU');
      await connection.close();
    });

    it('should say what ssh said when it refuses', async () => {
      const command = join(root, 'refusing-ssh');
      await writeFile(command, '#!/bin/sh\necho "Host key verification failed." >&2\nexit 255\n', {
        mode: 0o755,
      });
      const refused = LibvirtConnection.open(`qemu+ssh://host/system?command=${encodeURIComponent(command)}`);
      const error = await refused.catch((caught: unknown) => caught as { code: string; cause: Error });
      expect(error).toMatchObject({
        code: 'connection-lost',
        cause: { message: 'it ended with status 255: Host key verification failed.' },
      });
    });
  });

  describe('that should not be believed', () => {
    it('should not speak to a daemon whose certificate nobody vouches for', async () => {
      const other = await mkdtemp(join(root, 'other-'));
      await makeCertificates(other);
      await expect(
        LibvirtConnection.open(`qemu+tls://127.0.0.1:${ports.tls}/session?pkipath=${other}`),
      ).rejects.toMatchObject({ code: 'connect-failed' });
    });

    it('should not speak to a daemon whose certificate names another host', async () => {
      await expect(
        LibvirtConnection.open(`qemu+tls://localhost:${ports.tls}/session?pkipath=${join(root, 'client')}`),
      ).rejects.toMatchObject({ code: 'connect-failed', cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
    });

    it('should tell a refused certificate from a lost connection', async () => {
      const unknown = await mkdtemp(join(root, 'unknown-'));
      await makeCertificates(unknown);
      await copyFile(join(root, 'cacert.pem'), join(unknown, 'cacert.pem'));
      await expect(
        LibvirtConnection.open(`qemu+tls://127.0.0.1:${ports.tls}/session?pkipath=${unknown}`),
      ).rejects.toMatchObject({
        code: 'connect-failed',
        message: expect.stringContaining('certificate') as string,
      });
    });
  });

  describe('that asks by SASL who we are', () => {
    beforeAll(async () => {
      await libvirtd.stop();
      await start('sasl');
    });

    it('should prove to know the password', async () => {
      const connection = await LibvirtConnection.open(tls(), { sasl: SASL });
      expect(await connection.host.type()).toBe('QEMU');
      await connection.close();
    });

    it.each([
      ['a wrong password', { ...SASL, password: 'a short pencil' }, 'authentication-refused'],
      ['an unknown name', { ...SASL, username: 'nobody' }, 'authentication-refused'],
      ['nobody', undefined, 'authentication-needed'],
    ])('should not come in as %s', async (_who, sasl, code) => {
      await expect(LibvirtConnection.open(tls(), sasl ? { sasl } : {})).rejects.toMatchObject({ code });
    });

    it('should give no proof on a wire that others may listen to', async () => {
      await expect(
        LibvirtConnection.open(`qemu+tcp://127.0.0.1:${ports.tcp}/session`, { sasl: SASL }),
      ).rejects.toMatchObject({ code: 'authentication-unsupported' });
    });
  });
});

/** A program that takes OpenSSH's arguments and runs the command here, as the daemon's user and with its sockets. */
async function fakeSsh(directory: string, { socket, uid, gid }: Libvirtd): Promise<string> {
  const command = join(directory, 'local-ssh');
  const become = uid === process.getuid?.() ? '' : `setpriv --reuid=${uid} --regid=${gid} --clear-groups `;
  const script = [
    '#!/bin/sh',
    'for last; do :; done',
    `XDG_RUNTIME_DIR='${dirname(dirname(socket))}' exec ${become}sh -c "$last"`,
  ];
  await writeFile(command, script.join('\n'), { mode: 0o755 });
  return command;
}

/** The password file of SASL, with one name in it. */
async function makePasswords(directory: string): Promise<void> {
  await mkdir(directory);
  const passwords = join(directory, 'passwords.db');
  await writeFile(
    join(directory, 'libvirt.conf'),
    `mech_list: SCRAM-SHA-256 SCRAM-SHA-512\nsasldb_path: ${passwords}\n`,
  );
  const child = spawn('saslpasswd2', ['-p', '-c', '-f', passwords, '-a', 'libvirt', SASL.username], {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` },
  });
  child.stdin.end(SASL.password);
  await once(child, 'exit');
  await chmod(passwords, 0o644);
}
