import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { procedures, type Procedure } from '../protocol/index';
import { FakeDaemon } from '../testing/index';
import { LibvirtConnection } from './libvirt-connection';

const uuid = '00010203-0405-0607-0809-0a0b0c0d0e0f';
const domain = { name: 'vm', uuid, id: 3 };
const pool = { name: 'pool', uuid };
const network = { name: 'net', uuid };
const volume = { pool: 'pool', name: 'v', key: '/pool/v' };
const xml = '<x/>';

type Row = {
  method: string;
  call: (connection: LibvirtConnection) => Promise<unknown>;
  procedure: Procedure<unknown, unknown>;
  args: unknown;
  reply?: unknown;
  answer?: unknown;
};

/** One row: what is called, what must reach the daemon, what it says, what the caller must get. */
function row<A, R>(
  method: string,
  call: Row['call'],
  procedure: Procedure<A, R>,
  args: A,
  reply: R,
  answer?: unknown,
): Row {
  return { method, call, procedure, args, reply, answer };
}

const p = procedures;
const rows: Row[] = [
  row(
    'domains.list',
    (c) => c.domains.list(1),
    p.connectListAllDomains,
    { needResults: true, flags: 1 },
    { domains: [domain], count: 1 },
    [domain],
  ),
  row(
    'domains.lookupByUuid',
    (c) => c.domains.lookupByUuid(uuid),
    p.domainLookupByUuid,
    { uuid },
    { domain },
    domain,
  ),
  row(
    'domains.defineXml',
    (c) => c.domains.defineXml(xml),
    p.domainDefineXmlFlags,
    { xml, flags: 0 },
    { domain },
    domain,
  ),
  row(
    'domains.undefine',
    (c) => c.domains.undefine(domain, 4),
    p.domainUndefineFlags,
    { domain, flags: 4 },
    {},
  ),
  row('domains.xml', (c) => c.domains.xml(domain, 2), p.domainGetXmlDesc, { domain, flags: 2 }, { xml }, xml),
  row(
    'domains.state',
    (c) => c.domains.state(domain),
    p.domainGetState,
    { domain, flags: 0 },
    { state: 3, reason: 1 },
    { state: 'paused', reason: 1, reasonName: 'user' },
  ),
  row(
    'domains.info',
    (c) => c.domains.info(domain),
    p.domainGetInfo,
    { domain },
    { state: 1, maxMemory: 1024, memory: 512, virtualCpus: 2, cpuTime: 7 },
    { state: 'running', maxMemoryKiB: 1024, memoryKiB: 512, virtualCpus: 2, cpuTimeNs: 7 },
  ),
  row(
    'domains.isActive',
    (c) => c.domains.isActive(domain),
    p.domainIsActive,
    { domain },
    { active: true },
    true,
  ),
  row(
    'domains.statistics',
    (c) => c.domains.statistics({ domains: [domain], groups: 1, flags: 16 }),
    p.connectGetAllDomainStats,
    { domains: [domain], stats: 1, flags: 16 },
    {
      records: [
        {
          domain,
          parameters: [
            { field: 'state.state', value: { kind: 'int', value: 1 } },
            { field: 'cpu.time', value: { kind: 'ullong', value: 12n } },
            { field: 'mode', value: { kind: 'string', value: 'x' } },
          ],
        },
      ],
    },
    [{ domain, values: { 'state.state': 1, 'cpu.time': 12, mode: 'x' } }],
  ),
  row(
    'domains.metadata of an element',
    (c) => c.domains.metadata(domain, { kind: 'element', uri: 'urn:x' }, 2),
    p.domainGetMetadata,
    { domain, type: 2, uri: 'urn:x', flags: 2 },
    { metadata: xml },
    xml,
  ),
  row(
    'domains.metadata of a title',
    (c) => c.domains.metadata(domain, { kind: 'title' }),
    p.domainGetMetadata,
    { domain, type: 1, uri: null, flags: 0 },
    { metadata: 't' },
    't',
  ),
  row(
    'domains.setMetadata of an element',
    (c) => c.domains.setMetadata(domain, { kind: 'element', uri: 'urn:x', prefix: 'x' }, xml, 3),
    p.domainSetMetadata,
    { domain, type: 2, metadata: xml, key: 'x', uri: 'urn:x', flags: 3 },
    {},
  ),
  row(
    'domains.setMetadata of nothing',
    (c) => c.domains.setMetadata(domain, { kind: 'description' }, null),
    p.domainSetMetadata,
    { domain, type: 0, metadata: null, key: null, uri: null, flags: 0 },
    {},
  ),
  row(
    'domains.autostart',
    (c) => c.domains.autostart(domain),
    p.domainGetAutostart,
    { domain },
    { autostart: true },
    true,
  ),
  row(
    'domains.setAutostart',
    (c) => c.domains.setAutostart(domain, true),
    p.domainSetAutostart,
    { domain, autostart: true },
    {},
  ),
  row(
    'domains.create',
    (c) => c.domains.create(domain, 1),
    p.domainCreateWithFlags,
    { domain, flags: 1 },
    { domain: { ...domain, id: 4 } },
    { ...domain, id: 4 },
  ),
  row(
    'domains.shutdown',
    (c) => c.domains.shutdown(domain, 'acpi'),
    p.domainShutdownFlags,
    { domain, flags: 1 },
    {},
  ),
  row(
    'domains.shutdown as it likes',
    (c) => c.domains.shutdown(domain),
    p.domainShutdownFlags,
    { domain, flags: 0 },
    {},
  ),
  row('domains.reboot', (c) => c.domains.reboot(domain, 'agent'), p.domainReboot, { domain, flags: 2 }, {}),
  row('domains.reset', (c) => c.domains.reset(domain), p.domainReset, { domain, flags: 0 }, {}),
  row('domains.suspend', (c) => c.domains.suspend(domain), p.domainSuspend, { domain }, {}),
  row('domains.resume', (c) => c.domains.resume(domain), p.domainResume, { domain }, {}),
  row('domains.destroy', (c) => c.domains.destroy(domain, 1), p.domainDestroyFlags, { domain, flags: 1 }, {}),
  row(
    'domains.updateDevice',
    (c) => c.domains.updateDevice(domain, xml, 1),
    p.domainUpdateDeviceFlags,
    { domain, xml, flags: 1 },
    {},
  ),
  row(
    'domains.attachDevice',
    (c) => c.domains.attachDevice(domain, xml, 2),
    p.domainAttachDeviceFlags,
    { domain, xml, flags: 2 },
    {},
  ),
  row(
    'domains.detachDevice',
    (c) => c.domains.detachDevice(domain, xml, 3),
    p.domainDetachDeviceFlags,
    { domain, xml, flags: 3 },
    {},
  ),
  row(
    'domains.interfaceAddresses',
    (c) => c.domains.interfaceAddresses(domain, 'arp'),
    p.domainInterfaceAddresses,
    { domain, source: 2, flags: 0 },
    {
      interfaces: [
        { name: 'vnet0', hardwareAddress: null, addresses: [{ type: 1, address: 'fe80::1', prefix: 64 }] },
      ],
    },
    [
      {
        name: 'vnet0',
        hardwareAddress: null,
        addresses: [{ family: 'ipv6', address: 'fe80::1', prefix: 64 }],
      },
    ],
  ),
  row(
    'domains.sendKeys',
    (c) => c.domains.sendKeys(domain, [29, 56, 111]),
    p.domainSendKey,
    { domain, codeset: 0, holdTime: 50, keycodes: [29, 56, 111], flags: 0 },
    {},
  ),

  row(
    'pools.list',
    (c) => c.pools.list(),
    p.connectListAllStoragePools,
    { needResults: true, flags: 0 },
    { pools: [pool], count: 1 },
    [pool],
  ),
  row(
    'pools.lookupByName',
    (c) => c.pools.lookupByName('pool'),
    p.storagePoolLookupByName,
    { name: 'pool' },
    { pool },
    pool,
  ),
  row(
    'pools.lookupByUuid',
    (c) => c.pools.lookupByUuid(uuid),
    p.storagePoolLookupByUuid,
    { uuid },
    { pool },
    pool,
  ),
  row(
    'pools.defineXml',
    (c) => c.pools.defineXml(xml),
    p.storagePoolDefineXml,
    { xml, flags: 0 },
    { pool },
    pool,
  ),
  row('pools.build', (c) => c.pools.build(pool), p.storagePoolBuild, { pool, flags: 0 }, {}),
  row('pools.create', (c) => c.pools.create(pool), p.storagePoolCreate, { pool, flags: 0 }, {}),
  row('pools.refresh', (c) => c.pools.refresh(pool), p.storagePoolRefresh, { pool, flags: 0 }, {}),
  row(
    'pools.info',
    (c) => c.pools.info(pool),
    p.storagePoolGetInfo,
    { pool },
    { state: 2, capacity: 10, allocation: 4, available: 6 },
    { state: 'running', capacityBytes: 10, allocationBytes: 4, availableBytes: 6 },
  ),
  row('pools.xml', (c) => c.pools.xml(pool), p.storagePoolGetXmlDesc, { pool, flags: 0 }, { xml }, xml),
  row(
    'pools.setAutostart',
    (c) => c.pools.setAutostart(pool, true),
    p.storagePoolSetAutostart,
    { pool, autostart: true },
    {},
  ),
  row('pools.destroy', (c) => c.pools.destroy(pool), p.storagePoolDestroy, { pool }, {}),
  row('pools.undefine', (c) => c.pools.undefine(pool), p.storagePoolUndefine, { pool }, {}),

  row(
    'volumes.list',
    (c) => c.volumes.list(pool),
    p.storagePoolListAllVolumes,
    { pool, needResults: true, flags: 0 },
    { volumes: [volume], count: 1 },
    [volume],
  ),
  row(
    'volumes.lookupByName',
    (c) => c.volumes.lookupByName(pool, 'v'),
    p.storageVolLookupByName,
    { pool, name: 'v' },
    { volume },
    volume,
  ),
  row(
    'volumes.lookupByPath',
    (c) => c.volumes.lookupByPath('/p'),
    p.storageVolLookupByPath,
    { path: '/p' },
    { volume },
    volume,
  ),
  row(
    'volumes.lookupByKey',
    (c) => c.volumes.lookupByKey('k'),
    p.storageVolLookupByKey,
    { key: 'k' },
    { volume },
    volume,
  ),
  row(
    'volumes.createXml',
    (c) => c.volumes.createXml(pool, xml),
    p.storageVolCreateXml,
    { pool, xml, flags: 0 },
    { volume },
    volume,
  ),
  row(
    'volumes.createXmlFrom',
    (c) => c.volumes.createXmlFrom(pool, xml, volume),
    p.storageVolCreateXmlFrom,
    { pool, xml, source: volume, flags: 0 },
    { volume },
    volume,
  ),
  row('volumes.delete', (c) => c.volumes.delete(volume), p.storageVolDelete, { volume, flags: 0 }, {}),
  row(
    'volumes.info',
    (c) => c.volumes.info(volume),
    p.storageVolGetInfo,
    { volume },
    { type: 0, capacity: 5, allocation: 1 },
    { type: 'file', capacityBytes: 5, allocationBytes: 1 },
  ),
  row('volumes.path', (c) => c.volumes.path(volume), p.storageVolGetPath, { volume }, { path: '/p' }, '/p'),
  row(
    'volumes.xml',
    (c) => c.volumes.xml(volume),
    p.storageVolGetXmlDesc,
    { volume, flags: 0 },
    { xml },
    xml,
  ),
  row(
    'volumes.resize',
    (c) => c.volumes.resize(volume, 10),
    p.storageVolResize,
    { volume, capacity: 10, flags: 0 },
    {},
  ),

  row(
    'networks.list',
    (c) => c.networks.list(),
    p.connectListAllNetworks,
    { needResults: true, flags: 0 },
    { networks: [network], count: 1 },
    [network],
  ),
  row(
    'networkFilters.lookupByName',
    (c) => c.networkFilters.lookupByName('n'),
    p.nwfilterLookupByName,
    { name: 'n' },
    { filter: network },
    network,
  ),
  row(
    'networkFilters.defineXml',
    (c) => c.networkFilters.defineXml(xml),
    p.nwfilterDefineXml,
    { xml },
    { filter: network },
    network,
  ),
  row(
    'networkFilters.xml',
    (c) => c.networkFilters.xml(network),
    p.nwfilterGetXmlDesc,
    { filter: network, flags: 0 },
    { xml },
    xml,
  ),
  row(
    'networkFilters.undefine',
    (c) => c.networkFilters.undefine(network),
    p.nwfilterUndefine,
    { filter: network },
    {},
  ),
  row(
    'networks.lookupByName',
    (c) => c.networks.lookupByName('n'),
    p.networkLookupByName,
    { name: 'n' },
    { network },
    network,
  ),
  row(
    'networks.lookupByUuid',
    (c) => c.networks.lookupByUuid(uuid),
    p.networkLookupByUuid,
    { uuid },
    { network },
    network,
  ),
  row(
    'networks.defineXml',
    (c) => c.networks.defineXml(xml),
    p.networkDefineXml,
    { xml },
    { network },
    network,
  ),
  row('networks.create', (c) => c.networks.create(network), p.networkCreate, { network }, {}),
  row('networks.destroy', (c) => c.networks.destroy(network), p.networkDestroy, { network }, {}),
  row('networks.undefine', (c) => c.networks.undefine(network), p.networkUndefine, { network }, {}),
  row(
    'networks.xml',
    (c) => c.networks.xml(network),
    p.networkGetXmlDesc,
    { network, flags: 0 },
    { xml },
    xml,
  ),
  row(
    'networks.isActive',
    (c) => c.networks.isActive(network),
    p.networkIsActive,
    { network },
    { active: false },
    false,
  ),
  row(
    'networks.setAutostart',
    (c) => c.networks.setAutostart(network, false),
    p.networkSetAutostart,
    { network, autostart: false },
    {},
  ),
  row(
    'networks.dhcpLeases',
    (c) => c.networks.dhcpLeases(network, '52:54:00:00:00:01'),
    p.networkGetDhcpLeases,
    { network, mac: '52:54:00:00:00:01', needResults: true, flags: 0 },
    {
      leases: [
        {
          interface: 'virbr0',
          expiryTime: 1700000000n,
          type: 0,
          mac: null,
          iaid: null,
          address: '10.0.0.2',
          prefix: 24,
          hostname: 'vm',
          clientId: null,
        },
      ],
      count: 1,
    },
    [
      {
        interface: 'virbr0',
        expiryTime: 1700000000,
        family: 'ipv4',
        mac: null,
        address: '10.0.0.2',
        prefix: 24,
        hostname: 'vm',
        clientId: null,
      },
    ],
  ),

  row(
    'host.info',
    (c) => c.host.info(),
    p.nodeGetInfo,
    {},
    { model: 'x86_64', memory: 1024, cpus: 8, mhz: 3000, nodes: 1, sockets: 1, cores: 4, threads: 2 },
    {
      model: 'x86_64',
      memoryKiB: 1024,
      cpus: 8,
      mhz: 3000,
      numaNodes: 1,
      socketsPerNode: 1,
      coresPerSocket: 4,
      threadsPerCore: 2,
    },
  ),
  row('host.freeMemory', (c) => c.host.freeMemory(), p.nodeGetFreeMemory, {}, { freeMemory: 4096 }, 4096),
  row(
    'host.capabilities',
    (c) => c.host.capabilities(),
    p.connectGetCapabilities,
    {},
    { capabilities: xml },
    xml,
  ),
  row(
    'host.domainCapabilities',
    (c) => c.host.domainCapabilities({ virtualizationType: 'kvm' }),
    p.connectGetDomainCapabilities,
    { emulator: null, architecture: null, machine: null, virtualizationType: 'kvm', flags: 0 },
    { capabilities: xml },
    xml,
  ),
  row('host.hostname', (c) => c.host.hostname(), p.connectGetHostname, {}, { hostname: 'h' }, 'h'),
  row('host.type', (c) => c.host.type(), p.connectGetType, {}, { type: 'QEMU' }, 'QEMU'),
  row('host.version', (c) => c.host.version(), p.connectGetVersion, {}, { version: 7002022 }, '7.2.22'),
  row(
    'host.libVersion',
    (c) => c.host.libVersion(),
    p.connectGetLibVersion,
    {},
    { version: 9000000 },
    '9.0.0',
  ),
  row('host.uri', (c) => c.host.uri(), p.connectGetUri, {}, { uri: 'test:///default' }, 'test:///default'),
];

describe('each method', () => {
  let daemon: FakeDaemon;
  let connection: LibvirtConnection;

  beforeAll(async () => {
    daemon = await FakeDaemon.start();
    connection = await LibvirtConnection.open(daemon.uri, { keepaliveMs: 0 });
  });
  beforeEach(() => void daemon.calls.splice(0));
  afterAll(async () => {
    await connection.close();
    await daemon.stop();
  });

  it.each(rows)('should ask and answer in $method', async ({ call, procedure, args, reply, answer }) => {
    daemon.answer(procedure, reply as never);
    expect(await call(connection)).toEqual(answer);
    expect(daemon.calls).toEqual([{ name: procedure.name, args }]);
  });

  it('should find the name of a machine that it starts by UUID only', async () => {
    daemon.answer(p.domainLookupByUuid, { domain: { ...domain, id: -1 } });
    daemon.answer(p.domainCreateWithFlags, ({ domain: given }) => ({ domain: { ...given, id: 9 } }));
    expect(await connection.domains.create({ uuid })).toEqual({ ...domain, id: 9 });
  });

  it('should take a picture of the screen', async () => {
    daemon.serveStream(p.domainScreenshot, { mime: 'image/png' }, [Buffer.from('PN'), Buffer.from('G')]);
    const { mime, bytes } = await connection.domains.screenshot(domain, 1);
    expect([mime, bytes.toString()]).toEqual(['image/png', 'PNG']);
    expect(daemon.calls).toEqual([{ name: 'DOMAIN_SCREENSHOT', args: { domain, screen: 1, flags: 0 } }]);
  });

  it('should refuse a picture that is too large, and go on', async () => {
    daemon.serveStream(p.domainScreenshot, { mime: 'image/png' }, [Buffer.alloc(100), Buffer.alloc(100)]);
    await expect(connection.domains.screenshot(domain, 0, { maxBytes: 150 })).rejects.toMatchObject({
      code: 'limit-exceeded',
    });
    daemon.answer(p.connectGetHostname, { hostname: 'still here' });
    expect(await connection.host.hostname()).toBe('still here');
  });

  it('should need a well-formed UUID to find a machine', async () => {
    await expect(connection.domains.state({ uuid: 'vm' })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    expect(daemon.calls).toEqual([]);
  });
});
