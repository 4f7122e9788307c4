import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { faultsOfPlace } from './check-host';
import { driverKinds } from './drivers/index';

const folders = { imagesDirectory: '/var/lib/virlab/images', socketsDirectory: '/run/virlab' };
const codesOf = (uri: string) => faultsOfPlace(driverKinds, { uri, ...folders }).map(({ code }) => code);

/** URIs that somebody types, pastes, or sends to see what happens. */
const HOSTILE: [string, string, string][] = [
  ['a password', 'qemu+tls://root:hunter2@lab/system', 'credentials'],
  ['a password with a slash', 'qemu+tls://root:hunt/er2@lab/system', 'credentials'],
  ['a password with a question mark', 'qemu+tls://root:hunt?er2@lab/system', 'credentials'],
  ['a password behind an escaped colon', 'qemu+tls://root%3Ahunter2@lab/system', 'credentials'],
  ['a password without a scheme', 'root:hunter2@lab', 'credentials'],
  ['a password as a parameter', 'qemu:///system?password=hunter2', 'credentials'],
  ['a token as a parameter', 'qemu:///system?mode=auto&auth_token=hunter2', 'credentials'],
  ['a line feed', 'qemu:///system\nhunter2', 'control-characters'],
  ['a carriage return', 'qemu:///system\r\nSet-Cookie: hunter2', 'control-characters'],
  ['a NUL', 'qemu:///system\0hunter2', 'control-characters'],
  ['an escape sequence of a terminal', 'qemu:///system\u001b[2Jhunter2', 'control-characters'],
  ['text that runs the other way', 'qemu:///\u202ehunter2', 'control-characters'],
  ['a separator of lines', 'qemu:///system\u2028hunter2', 'control-characters'],
  ['nothing', '', 'missing'],
  ['far too much', `qemu:///${'hunter2'.repeat(200)}`, 'too-long'],
  ['a web address', 'https://lab/hunter2', 'no-driver'],
  ['a file', 'file:///etc/hunter2', 'no-driver'],
  ['a script', 'javascript:hunter2', 'no-driver'],
  ['a simulated host with more', 'simulated:hunter2', 'no-driver'],
  ['a command in place of a transport', 'qemu+ext:///hunter2', 'unsupported-transport'],
  ['a program in place of ssh', 'qemu+ssh://lab/system?command=/tmp/hunter2', 'bad-parameter'],
  ['the same, after a semicolon', 'qemu+ssh://lab/system?mode=auto;command=hunter2', 'bad-parameter'],
  ['a program at the far end', 'qemu+ssh://lab/system?netcat=/tmp/hunter2', 'bad-parameter'],
  ['an option of ssh in place of a host', 'qemu+ssh://-oProxyCommand=hunter2/system', 'bad-host'],
  ['an option of ssh in place of a user', 'qemu+ssh://-oProxyCommand@lab/system', 'bad-user'],
  ['a relative socket', 'qemu:///system?socket=hunter2', 'bad-socket-path'],
];

describe('where a host is', () => {
  it.each(HOSTILE)('should refuse %s', (_, uri, code) => {
    const faults = faultsOfPlace(driverKinds, { uri, ...folders });
    expect(faults).toMatchObject([{ field: 'uri', code }]);
    if (['credentials', 'control-characters', 'too-long'].includes(code)) {
      expect(JSON.stringify(faults)).not.toContain('hunter2');
    }
  });

  it('should take what hosts are reached by', () => {
    expect(codesOf('qemu:///system')).toEqual([]);
    expect(codesOf('qemu:///session?socket=/run/user/1000/libvirt/libvirt-sock')).toEqual([]);
    expect(codesOf('lxc:///system')).toEqual([]);
    expect(codesOf('lxc+ssh://lab/system')).toEqual(['not-this-machine']);
    expect(faultsOfPlace(driverKinds, { uri: 'simulated:' })).toEqual([]);
  });

  it('should tell a port from a password', () => {
    expect(codesOf('qemu+tls://lab:16514/system')).toEqual(['not-this-machine']);
    expect(codesOf('qemu+ssh://virlab@lab:22/system')).toEqual([]);
  });

  it('should tell every fault at once, with its field', () => {
    const faults = faultsOfPlace(driverKinds, {
      uri: 'qemu+tls://root:hunter2@lab/system',
      imagesDirectory: '',
      socketsDirectory: `/${'s'.repeat(80)}/../x`,
    });
    expect(faults.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'uri credentials',
      'imagesDirectory missing',
      'socketsDirectory not-absolute',
      'socketsDirectory too-long',
    ]);
  });

  it('should never say a password again, whatever stands around it', () => {
    const piece = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(
        piece,
        fc.stringMatching(/^[a-z0-9]{1,8}$/),
        fc.constantFrom('/', '?', '#', '', ' '),
        (path, user, odd) => {
          const uri = `qemu+tls://${user}:s3cr${odd}et-word@lab/${path}`;
          expect(JSON.stringify(faultsOfPlace(driverKinds, { uri, ...folders }))).not.toContain('et-word');
        },
      ),
    );
  });
});
