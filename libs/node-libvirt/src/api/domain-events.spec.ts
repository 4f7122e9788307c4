import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventMessages, procedures } from '../protocol/index';
import { deferred } from '../rpc/deferred';
import { FakeDaemon } from '../testing/index';
import type { LifecycleEvent } from './domain-events';
import { LibvirtConnection } from './libvirt-connection';

const domain = { name: 'vm', uuid: '00010203-0405-0607-0809-0a0b0c0d0e0f', id: 3 };
const started = { domain, event: 2, detail: 0 };
const { connectDomainEventCallbackRegisterAny: registerAny } = procedures;

describe('DomainEvents', () => {
  let daemon: FakeDaemon;
  let connection: LibvirtConnection;
  let listenerErrors: unknown[];

  beforeEach(async () => {
    daemon = await FakeDaemon.start();
    listenerErrors = [];
    connection = await LibvirtConnection.open(daemon.uri, {
      keepaliveMs: 0,
      onListenerError: (error) => listenerErrors.push(error),
    });
    daemon.answer(procedures.connectGetHostname, { hostname: 'host' });
  });
  afterEach(async () => {
    await connection.close();
    await daemon.stop();
  });

  /** Everything that the daemon sent before this call has been delivered when it resolves. */
  async function roundTrip(): Promise<void> {
    await connection.host.hostname();
  }

  it('should deliver a lifecycle event in words', async () => {
    const events: LifecycleEvent[] = [];
    await connection.events.onLifecycle((event) => events.push(event));
    daemon.emit(eventMessages.lifecycle, { callbackId: 1, domain, event: 2, detail: 0 });
    daemon.emit(eventMessages.lifecycle, { callbackId: 1, domain, event: 5, detail: 1 });
    await roundTrip();
    expect(daemon.calls.at(-2)).toEqual({ name: registerAny.name, args: { eventId: 0, domain: null } });
    expect(events).toEqual([
      { domain, event: 'started', detail: 'booted' },
      { domain, event: 'stopped', detail: 'destroyed' },
    ]);
  });

  it('should deliver every other kind of event', async () => {
    const events: unknown[] = [];
    await connection.events.onReboot((event) => events.push(event));
    await connection.events.onGraphics((event) => events.push(event));
    await connection.events.onAgent((event) => events.push(event));
    await connection.events.onMetadata((event) => events.push(event));
    daemon.emit(eventMessages.reboot, { callbackId: 1, domain });
    daemon.emit(eventMessages.graphics, {
      callbackId: 2,
      domain,
      phase: 1,
      local: { family: 2, node: '/run/vm.sock', service: '' },
      remote: { family: 0, node: '10.0.0.1', service: '4711' },
      authScheme: 'none',
      subject: [],
    });
    daemon.emit(eventMessages.agentLifecycle, { callbackId: 3, domain, state: 1, reason: 0 });
    daemon.emit(eventMessages.metadataChange, { callbackId: 4, domain, type: 2, uri: 'urn:x' });
    await roundTrip();
    expect(events).toEqual([
      { domain },
      {
        domain,
        phase: 'initialize',
        local: { family: 'unix', node: '/run/vm.sock', service: '' },
        remote: { family: 'ipv4', node: '10.0.0.1', service: '4711' },
        authScheme: 'none',
      },
      { domain, state: 'connected' },
      { domain, kind: 'element', uri: 'urn:x' },
    ]);
  });

  it('should ask for the events of one machine only', async () => {
    await connection.events.onReboot(() => undefined, { domain: { uuid: domain.uuid } });
    expect(daemon.calls.at(-1)?.args).toEqual({
      eventId: 1,
      domain: { name: '', uuid: domain.uuid, id: -1 },
    });
  });

  it('should deliver events that overtake the reply of their own registration, in their order', async () => {
    daemon.on(registerAny, (call) => {
      daemon.emit(eventMessages.lifecycle, { callbackId: 8, ...started });
      daemon.emit(eventMessages.lifecycle, { callbackId: 8, ...started, event: 4 });
      call.reply({ callbackId: 8 });
      daemon.emit(eventMessages.lifecycle, { callbackId: 8, ...started, event: 5 });
    });
    const names: string[] = [];
    await connection.events.onLifecycle(({ event }) => names.push(event));
    await roundTrip();
    expect(names).toEqual(['started', 'resumed', 'stopped']);
  });

  it('should not give an event that nobody registered for to a later registration', async () => {
    daemon.on(registerAny, (call) => {
      daemon.emit(eventMessages.lifecycle, { callbackId: 9, ...started });
      call.reply({ callbackId: 8 });
    });
    await connection.events.onLifecycle(() => undefined);
    daemon.answer(registerAny, { callbackId: 9 });
    const names: string[] = [];
    await connection.events.onLifecycle(({ event }) => names.push(event));
    await roundTrip();
    expect(names).toEqual([]);
  });

  it('should deliver an event that comes before the reply of the call that caused it', async () => {
    const names: string[] = [];
    await connection.events.onLifecycle(({ event }) => names.push(event));
    daemon.on(procedures.domainCreateWithFlags, (call) => {
      daemon.emit(eventMessages.lifecycle, { callbackId: 1, ...started });
      call.reply({ domain });
    });
    await connection.domains.create(domain);
    expect(names).toEqual(['started']);
  });

  it('should deliver an event to the registration it answers, and to no other', async () => {
    const seen: string[] = [];
    await connection.events.onLifecycle(() => seen.push('first'));
    await connection.events.onLifecycle(() => seen.push('second'));
    daemon.emit(eventMessages.lifecycle, { callbackId: 2, ...started });
    daemon.emit(eventMessages.lifecycle, { callbackId: 77, ...started });
    await roundTrip();
    expect(seen).toEqual(['second']);
  });

  it('should deliver nothing after the end of a registration, also what was under way', async () => {
    const seen: LifecycleEvent[] = [];
    const stop = await connection.events.onLifecycle((event) => seen.push(event));
    daemon.on(procedures.connectDomainEventCallbackDeregisterAny, (call) => {
      daemon.emit(eventMessages.lifecycle, { callbackId: 1, ...started });
      call.reply({});
    });
    await stop();
    await stop();
    await roundTrip();
    expect(seen).toEqual([]);
    expect(daemon.calls.filter(({ name }) => name.includes('DEREGISTER'))).toEqual([
      { name: 'CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY', args: { callbackId: 1 } },
    ]);
  });

  it('should not stumble over the end of a registration after the end of the connection', async () => {
    const stop = await connection.events.onLifecycle(() => undefined);
    await connection.close();
    await expect(stop()).resolves.toBeUndefined();
  });

  it('should go on after a listener that throws, and tell about it', async () => {
    const fault = new Error('listener fault');
    const names: string[] = [];
    await connection.events.onLifecycle(({ event }) => {
      names.push(event);
      if (event === 'started') throw fault;
    });
    daemon.emit(eventMessages.lifecycle, { callbackId: 1, ...started });
    daemon.emit(eventMessages.lifecycle, { callbackId: 1, ...started, event: 5 });
    await roundTrip();
    expect(names).toEqual(['started', 'stopped']);
    expect(listenerErrors).toEqual([fault]);
  });

  it('should register nothing when the daemon refuses', async () => {
    daemon.refuse(registerAny, { code: 3 });
    await expect(connection.events.onGraphics(() => undefined)).rejects.toMatchObject({ code: 'no-support' });
  });

  it('should keep back no more early events than a daemon can have', async () => {
    const flood = deferred<void>();
    daemon.on(registerAny, () => {
      for (let turn = 0; turn < 10_001; turn += 1) {
        daemon.emit(eventMessages.reboot, { callbackId: 5, domain });
      }
      flood.resolve();
    });
    const registering = connection.events.onReboot(() => undefined).catch((error: unknown) => error);
    await flood.promise;
    expect(await registering).toMatchObject({ code: 'framing-lost' });
  });
});
