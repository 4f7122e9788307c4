import { userInfo } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LibvirtUriError } from '../errors';
import { parseConnectionUri } from './connection-uri';

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

  it('should choose the socket that only reads, where the URI names none', () => {
    expect(parseConnectionUri('qemu:///system', { readOnly: true }).socketPath).toBe(
      '/run/libvirt/libvirt-sock-ro',
    );
    expect(parseConnectionUri('qemu:///system?socket=/x', { readOnly: true }).socketPath).toBe('/x');
  });

  it('should look for per-user daemons where it is told', () => {
    const { socketPath } = parseConnectionUri('qemu:///session', { runtimeDirectory: '/tmp/r' });
    expect(socketPath).toBe('/tmp/r/libvirt/libvirt-sock');
  });

  it.each([
    ['', 'not-a-libvirt-uri'],
    ['qemu', 'not-a-libvirt-uri'],
    ['/run/libvirt/libvirt-sock', 'not-a-libvirt-uri'],
    ['qemu:/system', 'not-a-libvirt-uri'],
    ['qemu:///system#x', 'not-a-libvirt-uri'],
    ['+unix:///system', 'not-a-libvirt-uri'],
    ['qemu+:///system', 'not-a-libvirt-uri'],
    ['qemu+tcp://host/system', 'unsupported-transport'],
    ['qemu+tls:///system', 'unsupported-transport'],
    ['qemu+ssh://root@host/system', 'unsupported-transport'],
    ['qemu://host/system', 'unsupported-transport'],
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
    expect(parseConnectionUri(`qemu:///system?socket=${path}`).socketPath).toBe(path);
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
          expect(parseConnectionUri(text).socketPath).toMatch(/^\//);
        } catch (error) {
          if (!(error instanceof LibvirtUriError)) throw error;
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
