import { describe, expect, it } from 'vitest';
import { activationFiles, LONGEST_SOCKET_PATH, LONGEST_SOCKETS_DIRECTORY } from '../../activation-files';
import { privateNetworkName, unnamedNetworkName } from '../names';
import { domainXml } from './domain-xml';
import { libvirtKind } from './libvirt-kind';
import { escapeXml, readXmlAttribute, readXmlText } from './xml-text';

const machine = {
  ...{ id: '3d9a6c9e-4f0b-4c0e-8d3a-0123456789ab', name: 'lab-1', imagePath: '/i/base.qcow2' },
  ...{ memoryMiB: 96, vcpus: 2, owner: 'o1', pool: 'cs101', network: { kind: 'none' as const } },
};
const options = {
  ...{ activation: 7, runsBy: 'qemu' as const, disk: '/i/d.qcow2' },
  files: activationFiles('/v', machine.id, 7),
  ...{ installation: '0123456789abcdef', network: null },
};

describe('the domain of a machine', () => {
  it('should have a display of this activation that any number of viewers share', () => {
    const xml = domainXml(machine, options);
    expect(readXmlAttribute(xml, 'listen', 'socket')).toBe('/v/3d9a6c9e4f0b4c0e-7.vnc');
    expect(readXmlAttribute(xml, 'graphics', 'sharePolicy')).toBe('force-shared');
    expect(readXmlAttribute(xml, 'v:vm', 'activation')).toBe('7');
    expect(readXmlAttribute(xml, 'v:vm', 'installation')).toBe('0123456789abcdef');
    expect(readXmlText(xml, 'memory')).toBe('96');
  });

  it('should have no network card but on a private network, with an address of the machine’s own', () => {
    expect(domainXml(machine, options)).not.toContain('<interface');
    const xml = domainXml(machine, { ...options, network: 'virlab-lab-7' });
    expect(readXmlAttribute(xml, 'interface', 'type')).toBe('network');
    expect(readXmlAttribute(xml, 'mac', 'address')).toMatch(/^52:54:00(:[0-9a-f]{2}){3}$/);
    expect(xml).toContain(`<source network='virlab-lab-7'/>`);
  });

  it.each(['', 'Lab', '../x', `a'/><x`, 'x'.repeat(49)])('should refuse a network called %j', (name) => {
    expect(() => privateNetworkName('0123456789abcdef', name)).toThrow('is no name of a network');
    expect(() => unnamedNetworkName(name)).toThrow('is no name of a network');
  });

  it('should size the translation cache for emulation only', () => {
    expect(domainXml(machine, options)).toContain('tb-cache');
    expect(domainXml(machine, { ...options, runsBy: 'kvm' })).not.toContain('tcg');
  });

  it.each([
    `'/><devices><disk type='block'/></devices><x y='`,
    ']]><!-- & &amp; "double" <',
    'a\u0000b\u0008\uFFFE',
    'accents é and 𝕊',
  ])('should keep %j a value in every place', (hostile) => {
    const files = { display: `/v/${hostile}`, serialLog: `/l/${hostile}` };
    const given = { ...machine, name: hostile, owner: hostile, pool: hostile };
    const xml = domainXml(given, { ...options, disk: hostile, files });
    const kept = hostile.replace(/[\u0000\u0008\uFFFE]/g, '');
    expect(readXmlText(xml, 'name')).toBe(kept);
    expect(readXmlAttribute(xml, 'v:vm', 'owner')).toBe(kept);
    expect(readXmlAttribute(xml, 'source', 'file')).toBe(kept);
    expect(xml.match(/<disk /g)).toHaveLength(1);
    expect(escapeXml(hostile)).not.toMatch(/[<>"']/);
  });
});

describe('the files of an activation', () => {
  it('should fit into a socket’s path for the longest folder that is taken, whatever the activation', () => {
    const folder = `/${'x'.repeat(LONGEST_SOCKETS_DIRECTORY - 1)}`;
    const { display } = activationFiles(folder, machine.id, 2 ** 31 - 1);
    expect(Buffer.byteLength(display)).toBeLessThanOrEqual(LONGEST_SOCKET_PATH);
  });
});

describe('the settings of a libvirt host', () => {
  const good = {
    ...{ id: 'h', title: 'H', uri: 'qemu:///system' },
    ...{ imagesDirectory: '/srv/images', socketsDirectory: '/run/virlab' },
  };
  it('should be taken when nothing is wrong with them', () => {
    expect(libvirtKind.faultsOf(good)).toEqual([]);
  });

  it('should be told all that is wrong with them at once', () => {
    const faults = libvirtKind.faultsOf({
      ...{ id: 'h', title: 'H', uri: 'qemu+tls://far/system' },
      ...{ imagesDirectory: 'relative', socketsDirectory: `/${'x'.repeat(90)}` },
    });
    expect(faults.map(({ path }) => path)).toEqual(['uri', 'imagesDirectory', 'socketsDirectory']);
    expect(libvirtKind.faultsOf({ ...good, imagesDirectory: '/srv/images/' })).toHaveLength(1);
    expect(libvirtKind.faultsOf({ ...good, socketsDirectory: undefined })).toHaveLength(1);
  });
});
