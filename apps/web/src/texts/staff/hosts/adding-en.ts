import type { HostFault, HostTestFailure, HostTestStage } from '@virlab/contracts';

/** What is wrong with a field, and what to write instead. */
type FaultSentences = Record<HostFault['code'], string>;

/** What is said of a stage that failed, and the next step. */
type FailureSentences = Record<Exclude<HostTestFailure, HostFault['code']>, { what: string; step: string }>;

const faults: FaultSentences = {
  missing: 'This is missing.',
  'too-long': 'This is too long.',
  'control-characters': 'This holds characters that cannot be seen. Type it instead of pasting it.',
  credentials:
    'Leave passwords and secrets out: hosts are reached by certificates, keys or the rights of Virlab’s user.',
  'no-driver': 'Nothing here runs machines by such a URI. Expected one such as qemu:///system.',
  'not-a-libvirt-uri': 'This is no libvirt URI such as qemu:///system.',
  'unsupported-transport': 'This transport is not known. Expected unix, tcp, tls or ssh.',
  'unexpected-host': 'A UNIX socket is on this computer: name no host.',
  'unexpected-user': 'This transport takes no user.',
  'bad-host': 'This is no name or address of a host.',
  'bad-port': 'This is no port from 1 to 65535.',
  'bad-user': 'This is no user’s name.',
  'bad-socket-path': 'The path of the socket has to be absolute and at most 107 bytes long.',
  'bad-parameter': 'A parameter of this URI is not taken here.',
  'not-this-machine':
    'Displays are sockets on the host: another computer is reached by ssh alone, as in qemu+ssh://virlab@lab-2/system, and one of containers not at all.',
  'not-absolute': 'Expected an absolute path in its shortest form, such as /var/lib/virlab/images.',
  taken: 'Another host has this URI already.',
};

const failures: FailureSentences = {
  'no-socket': { what: 'There is no such socket.', step: 'Start the libvirt daemon, or correct the path.' },
  refused: { what: 'The host refused.', step: 'Read what it said; the daemon’s own log says more.' },
  'no-permission': {
    what: 'Virlab’s user may not open it.',
    step: 'Put that user into the group libvirt, and restart Virlab.',
  },
  'no-answer': {
    what: 'It took the connection and then said nothing.',
    step: 'Look whether the daemon hangs or is stopped, and restart it.',
  },
  unreachable: { what: 'It cannot be reached.', step: 'Check the name, the port and the network.' },
  'not-trusted': {
    what: 'It does not trust Virlab, or Virlab does not trust it.',
    step: 'Check the certificates or keys of both sides, or who may sign in to the daemon.',
  },
  'image-missing': {
    what: 'The image of the template is not on this host.',
    step: 'Copy it to the same path there, then test again.',
  },
  'image-invalid': { what: 'The image of the template cannot be used.', step: 'Choose another template.' },
  'no-space': { what: 'The folder for disks is full.', step: 'Make room there.' },
  unsupported: { what: 'It lacks what machines need.', step: 'Read what it said.' },
  'no-boot': {
    what: 'No guest boots there, neither by KVM nor by emulation.',
    step: 'Read what it said. Whatever the host claims, no machine would start.',
  },
  'gave-up': { what: 'The guest took too long.', step: 'Test again when the host has less to do.' },
};

/** Registering a host, and changing what is said of it. */
export const addingEn = {
  title: 'Add a host',
  lead: 'A computer that runs machines. Nothing is saved until you say so.',
  back: 'Back to the hosts',
  add: 'Add a host',
  name: 'Name',
  nameHint: 'What people call it.',
  id: 'Short name',
  idHint: 'For resource files and the trail. It stays.',
  idFault: 'Letters, digits and . _ : ~ - with a letter or digit first.',
  nameFault: 'Give it a name.',
  uri: 'libvirt URI',
  uriHint: 'Such as qemu:///system or lxc:///system, without passwords. “simulated:” only pretends.',
  images: 'Folder for disks and templates',
  imagesHint: 'As the host sees it.',
  sockets: 'Folder for displays',
  socketsHint: 'Virlab must be able to enter it; at most 60 characters.',
  sound: (driver: string) => `Well written: ${driver}.`,
  drivers: { libvirt: 'libvirt', lxc: 'containers (LXC by libvirt)', simulated: 'simulated' },
  faults,
  test: 'Test connection',
  testAgain: 'Test again',
  stop: 'Stop',
  boot: 'Boot a guest of',
  bootNone: 'Leave out',
  testTitle: 'Test of the connection',
  stages: {
    address: 'The address is well written',
    reach: 'Somebody takes the connection',
    trust: 'Both sides trust each other',
    list: 'Its machines can be listed',
    boot: 'A guest boots',
  } satisfies Record<HostTestStage, string>,
  states: {
    waiting: 'waiting',
    running: 'under way',
    ok: 'passed',
    failed: 'failed',
    'left-out': 'left out',
  },
  failures,
  said: 'It said',
  found: (memory: string, cpus: string, version: string) =>
    `Found: ${memory} GiB, ${cpus} processors, ${version}.`,
  foundMachines: (count: string) => `${count} machines are defined there.`,
  proof: (kind: string, seconds: string) => `Proved: ${kind}, a guest booted in ${seconds}.`,
  offerTitle: 'What it gives to machines',
  offerMemory: 'Memory, GiB',
  offerMemoryHint: 'Empty: nine tenths of what is found.',
  offerCpus: 'Processors of machines',
  offerCpusHint: 'Empty: eight for each one that is found.',
  offerFault: 'Expected a number above 0.',
  save: 'Save',
  saving: 'Saving…',
  added: (host: string) => `${host} was added.`,
  saved: (host: string) => `${host} was saved.`,
  untested: 'Not tested. It can be saved all the same, and takes machines once a guest has booted there.',
};

export type AddingTexts = typeof addingEn;
