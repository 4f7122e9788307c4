import { LibvirtConnectionError, LibvirtTimeoutError } from 'node-libvirt';
import { describe, expect, it } from 'vitest';
import { DriverError } from '../../hypervisor-driver';
import { observedState } from './observe-domain';
import { translateFault } from './translate-fault';

describe('a fault of libvirt', () => {
  it('should be a time-out with its outcome unknown, unless the call was never sent', () => {
    const sent = translateFault(new LibvirtTimeoutError('DOMAIN_CREATE', 10, 'unknown'), 'starting');
    expect([sent.code, sent.outcome]).toEqual(['timed-out', 'unknown']);
    const waiting = translateFault(new LibvirtTimeoutError('DOMAIN_CREATE', 10, 'not-sent'), 'starting');
    expect([waiting.code, waiting.outcome]).toEqual(['timed-out', 'failed']);
  });

  it('should be unreachable when the connection ended, with what is known of the call', () => {
    const lost = new LibvirtConnectionError('connection-lost', 'gone', { outcome: 'unknown' });
    expect(translateFault(lost, 'x')).toMatchObject({ code: 'unreachable', outcome: 'unknown' });
    const cause = new Error('Host key verification failed.');
    const told = translateFault(new LibvirtConnectionError('connection-lost', 'gone', { cause }), 'x');
    expect(told.message).toBe('x: gone: Host key verification failed.');
  });

  it('should keep a fault of ours as it is, and say what was tried for the rest', () => {
    const ours = new DriverError('no-space', 'full');
    expect(translateFault(ours, 'x')).toBe(ours);
    expect(translateFault(new Error('boo'), 'starting m')).toMatchObject({ message: 'starting m: boo' });
  });
});

describe('what libvirt says of a machine', () => {
  it.each([
    ['running', 'booted', 'running'],
    ['paused', 'user', 'paused'],
    ['paused', 'starting-up', 'running'],
    ['shutoff', 'crashed', 'crashed'],
    ['shutoff', 'daemon', 'stopped'],
    ['shutdown', 'user', 'stopping'],
    ['nostate', 'unknown', 'unknown'],
  ] as const)('should read %s (%s) as %s', (state, reason, observed) => {
    expect(observedState(state, reason)).toBe(observed);
  });
});
