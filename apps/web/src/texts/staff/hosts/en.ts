import { addingEn } from './adding-en';
import { capacityEn } from './capacity-en';
import { modeEn } from './mode-en';

/** The hosts that run machines. */
export const hostsEn = {
  title: 'Hosts and capacity',
  adding: addingEn,
  capacity: capacityEn,
  mode: modeEn,
  host: {
    settings: 'Settings',
    changedBySomebody: 'Load what is there now',
    remove: 'Remove',
    removeTitle: (host: string) => `Remove ${host}?`,
    removeMeans: 'Virlab forgets it. Nothing on the host itself is touched.',
    removed: (host: string) => `${host} was removed.`,
    facts: 'What is known',
    capacity: 'Gives to machines',
    reserved: 'Given to machines now',
    found: 'Found there',
    free: 'Free memory by its own account',
    disk: 'Room for disks',
    diskRoom: (free: string, total: string) => `${free} of ${total} GiB free`,
    mode: 'Mode',
    uri: 'URI',
    amount: (memory: string, cpus: string) => `${memory} GiB, ${cpus} processors`,
    offered: 'as the operator said',
    derived: 'from what was found',
  },
  leftovers: {
    title: 'Found there, of no machine',
    none: 'Nothing: everything on it belongs to a machine, or to somebody else who left no trace of Virlab.',
    lead: 'What carries the mark of this Virlab and belongs to no machine is cleared after ten minutes. Anything else is never touched.',
    lookedAt: (moment: string) => `Looked through ${moment}.`,
    braked:
      'Nothing is cleared: most of what is there belongs to no machine that this database knows. Is it the right database?',
    what: 'What',
    name: 'Name on the host',
    since: 'Known since',
    fate: 'What becomes of it',
    kinds: { domain: 'Guest', volume: 'Disk', network: 'Network' },
    clears: (moment: string) => `cleared after ${moment}`,
    held: 'ours; held back',
    theirs: 'stays: no mark of this Virlab',
  },
  percent: (percent: string) => `${percent} %`,
  allAnswer: (count: string, one: boolean) => (one ? 'The host answers.' : `All ${count} hosts answer.`),
  silent: (count: string, one: boolean) =>
    one ? 'One host does not answer.' : `${count} hosts do not answer.`,
  unproved: (count: string, one: boolean) =>
    one ? 'One has not yet booted a guest.' : `${count} have not yet booted a guest.`,
  running: (running: string, known: string) => `${running} of ${known} machines run.`,
  nothingOn: 'They have no machines yet.',
  nothingOnOne: 'It has no machines yet.',
  none: 'No host is registered. Add one by its libvirt URI, or with a resource file of the kind Host.',
  noneStep: 'virlab apply -f host.yaml',
  columns: {
    host: 'Host',
    state: 'State',
    runsBy: 'Runs guests by',
    machines: 'Machines',
    memory: 'Memory, GiB',
    processors: 'CPU',
    action: 'Action',
  },
  healthy: 'Healthy',
  noAnswer: (duration: string) => `No answer for ${duration}`,
  notProved: 'Not yet proved',
  kinds: { kvm: 'KVM', qemu: 'Emulation', lxc: 'Containers', simulated: 'Simulation' },
  proved: (kind: string, when: string) => `${kind}, booted a guest ${when}`,
  took: (seconds: string) => `in ${seconds}`,
  lastKnown: (kind: string) => `${kind}, last known`,
  noProof: 'Nothing proved: no guest has booted there',
  ofMachines: (running: string, known: string) => `${running} of ${known}`,
  memory: (used: string, all: string) => `${used} of ${all}`,
  silentNote: (host: string, since: string) => `${host} does not answer since ${since}.`,
  silentMeans: (machines: string, one: boolean) =>
    one
      ? 'Its machine is believed to run; its person sees “Host does not answer” and loses nothing. We keep trying.'
      : `Its ${machines} machines are believed to run; their people see “Host does not answer” and lose nothing. We keep trying.`,
  silentNoMachines: 'No machine is on it. We keep trying.',
  unprovedNote: (host: string) => `${host} has not yet booted a guest.`,
  unprovedMeans:
    'No machine is started there until a small guest has booted. What a host claims is not believed.',
  fault: 'What it said',
};

export type HostTexts = typeof hostsEn;
