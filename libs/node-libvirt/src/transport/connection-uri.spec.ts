import { userInfo } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LibvirtUriError } from '../errors';
import { nameOfAddress, parseConnectionUri } from './connection-uri';

const session = `/run/user/${userInfo().uid}/libvirt`;

describe('parseConnectionUri', () => {
  it.each([
    ['qemu:///system', '/run/libvirt/libvirt-sock', 'qemu:///system'],
    ['qemu:///session', `${session}/libvirt-sock`, 'qemu:///session'],
    ['QEMU+UNIX:///system', '/run/libvirt/libvirt-sock', 'qemu:///system'],
    ['qemu:///session?socket=/run/x/libvirt-sock', '/run/x/libvirt-sock', 'qemu:///session'],
    ['qemu+unix:///session?socket=/x', '/x', 'qemu:///session'],
    ['test:///default?socket=/x', '/x', 'test:///default'],
    ['test:///default', '/run/libvirt/libvirt-sock', 'test:///default'],
    ['qemu+unix:///system?mode=legacy', '/run/libvirt/libvirt-sock', 'qemu:///system'],
    ['qemu:///system?mode=direct', '/run/libvirt/virtqemud-sock', 'qemu:///system'],
    ['qemu:///session?mode=direct', `${session}/virtqemud-sock`, 'qemu:///session'],
    ['qemu:///system?socket=/with%20blank%2Bplus+plus', '/with blank+plus+plus', 'qemu:///system'],
    ['qemu:///system?name=test%3A%2F%2F%2Fdefault', '/run/libvirt/libvirt-sock', 'test:///default'],
    ['vz:///system?socket=/x&a=1&b=%20', '/x', 'vz:///system?a=1&b=%20'],
  ])('should take %s apart', (uri, socketPath, driverUri) => {
    expect(parseConnectionUri(uri)).toEqual({ transport: 'unix', socketPath, driverUri });
  });

  it.each([
    ['qemu+tcp://host/system', { transport: 'tcp', host: 'host', port: 16_509 }],
    ['qemu+tls://host.example:1234/system', { transport: 'tls', host: 'host.example', port: 1234 }],
    ['qemu://[2001:db8::1]/system', { transport: 'tls', host: '2001:db8::1', port: 16_514 }],
    [
      'qemu+tls://host/system?pkipath=/etc/virlab',
      { transport: 'tls', host: 'host', port: 16_514, pkiPath: '/etc/virlab' },
    ],
  ])('should find where %s is', (uri, address) => {
    expect(parseConnectionUri(uri)).toEqual({ ...address, driverUri: 'qemu:///system' });
  });

  it('should put together what the far end of ssh is told', () => {
    expect(parseConnectionUri('qemu+ssh://virlab@host:22/system?keyfile=/k&known_hosts=/h')).toEqual({
      transport: 'ssh',
      host: 'host',
      port: 22,
      user: 'virlab',
      keyFile: '/k',
      knownHosts: '/h',
      remoteCommand:
        "if command -v virt-ssh-helper >/dev/null 2>&1; then exec virt-ssh-helper 'qemu:///system'; " +
        "else exec 'nc' -U '/run/libvirt/libvirt-sock'; fi",
      driverUri: 'qemu:///system',
    });
    const remote = (query: string) => {
      const uri = parseConnectionUri(`qemu+ssh://host/system?${query}`, { readOnly: true });
      return uri.transport === 'ssh' ? uri.remoteCommand : '';
    };
    expect(remote('proxy=native')).toBe("virt-ssh-helper -r 'qemu:///system'");
    expect(remote('proxy=netcat')).toBe("'nc' -U '/run/libvirt/libvirt-sock-ro'");
    expect(remote("socket=/a'b")).toBe("'nc' -U '/a'\\''b'");
    expect(remote('proxy=netcat&netcat=/opt/nc%20x')).toBe("'/opt/nc x' -U '/run/libvirt/libvirt-sock-ro'");
  });

  it('should choose the socket that only reads, where the URI names none', () => {
    expect(parseConnectionUri('qemu:///system', { readOnly: true })).toMatchObject({
      socketPath: '/run/libvirt/libvirt-sock-ro',
    });
    expect(parseConnectionUri('qemu:///system?socket=/x', { readOnly: true })).toMatchObject({
      socketPath: '/x',
    });
  });

  it('should look for per-user daemons where it is told', () => {
    expect(parseConnectionUri('qemu:///session', { runtimeDirectory: '/tmp/r' })).toMatchObject({
      socketPath: '/tmp/r/libvirt/libvirt-sock',
    });
  });

  it.each([
    ['', 'not-a-libvirt-uri'],
    ['qemu', 'not-a-libvirt-uri'],
    ['/run/libvirt/libvirt-sock', 'not-a-libvirt-uri'],
    ['qemu:/system', 'not-a-libvirt-uri'],
    ['qemu:///system#x', 'not-a-libvirt-uri'],
    ['+unix:///system', 'not-a-libvirt-uri'],
    ['qemu+:///system', 'not-a-libvirt-uri'],
    ['qemu+libssh2://host/system', 'unsupported-transport'],
    ['qemu+tls:///system', 'bad-host'],
    ['qemu+ssh://-oProxyCommand=x/system', 'bad-host'],
    ['qemu+ssh://a b/system', 'bad-host'],
    ['qemu+ssh://-x@host/system', 'bad-user'],
    ['qemu+tls://ana@host/system', 'unexpected-user'],
    ['qemu+tcp://host:0/system', 'bad-port'],
    ['qemu+tcp://host:65536/system', 'bad-port'],
    ['qemu+tls://host/system?no_verify=1', 'bad-parameter'],
    ['qemu+tls://host/system?pkipath=relative', 'bad-parameter'],
    ['qemu+tls://host/system?socket=/x', 'bad-parameter'],
    ['qemu+ssh://host/system?known_hosts_verify=ignore', 'bad-parameter'],
    ['qemu+ssh://host/system?proxy=direct', 'bad-parameter'],
    ['qemu+ssh://host/system?keyfile=key', 'bad-parameter'],
    ['qemu+unix://host/system', 'unexpected-host'],
    ['qemu:///system?socket=relative', 'bad-socket-path'],
    ['qemu:///system?socket=', 'bad-socket-path'],
    ['qemu:///system?socket', 'bad-socket-path'],
    ['qemu:///system?socket=/a%00b', 'bad-socket-path'],
    [`qemu:///system?socket=/${'x'.repeat(107)}`, 'bad-socket-path'],
    ['qemu:///system?socket=/a%', 'bad-parameter'],
    ['qemu:///system?socket=/a&socket=/b', 'bad-parameter'],
    ['qemu:///system?mode=fast', 'bad-parameter'],
    ['qemu:///system?no_verify=1', 'bad-parameter'],
    ['qemu:///system?keyfile=/k', 'bad-parameter'],
  ])('should refuse "%s" as %s', (uri, code) => {
    expect(() => parseConnectionUri(uri)).toThrow(
      expect.objectContaining({ name: 'LibvirtUriError', code, uri }),
    );
  });

  it('should take the longest path that a socket may have', () => {
    const path = `/${'x'.repeat(106)}`;
    expect(parseConnectionUri(`qemu:///system?socket=${path}`)).toMatchObject({ socketPath: path });
  });

  it('should answer any text with a place to dial or its own error', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string().map((tail) => `qemu:///system?${tail}`),
      fc.tuple(fc.string(), fc.string()).map(([a, b]) => `${a}://${b}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          expect(nameOfAddress(parseConnectionUri(text))).not.toBe('');
        } catch (error) {
          if (!(error instanceof LibvirtUriError)) throw error;
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
