import type { Capacity, Host, PlannedLesson } from '@virlab/contracts';

/** A host as the API tells of it; a spec changes what it cares about. */
export function aHost(more: Partial<Host> = {}): Host {
  return {
    id: 'lab-01',
    title: 'lab-01',
    uri: 'qemu:///system',
    imagesDirectory: '/var/lib/virlab/images',
    socketsDirectory: '/run/virlab',
    driver: 'libvirt',
    mode: 'active',
    health: 'ok',
    since: '2026-11-20T10:00:00Z',
    runsBy: { kind: 'kvm', bootedAt: '2026-11-20T10:00:00Z', bootSeconds: 3.4 },
    memoryMiB: 71_680,
    freeMemoryMiB: 25_600,
    vcpus: 8,
    disk: { totalMiB: 512_000, freeMiB: 307_200 },
    capacity: { memoryMiB: 65_536, vcpus: 64, offered: true },
    reserved: { memoryMiB: 39_936, vcpus: 28 },
    machines: { known: 38, running: 31 },
    changedAt: '2026-11-20T09:00:00Z',
    ...more,
  };
}

/** Three days of lessons of which Thursday's do not fit: the picture that the page was drawn by. */
export function aCapacity(more: Partial<Capacity> = {}): Capacity {
  const lesson = (id: string, from: string, to: string, gib: number): PlannedLesson => ({
    ...{ id, classId: id.split('-')[0] ?? id, code: (id.split('-')[0] ?? id).toUpperCase(), title: id },
    ...{
      from: `2026-11-${from}:00Z`,
      to: `2026-11-${to}:00Z`,
      machines: gib,
      memoryMiB: gib * 1024,
      vcpus: gib,
    },
  });
  const lessons = [
    lesson('net1-a', '24T11:00', '24T16:00', 52),
    lesson('phys218-a', '24T14:00', '24T18:00', 110),
    lesson('stat2-a', '25T10:00', '25T13:00', 96),
    lesson('emb3-a', '26T08:00', '26T20:00', 24),
    lesson('win2-a', '26T09:00', '26T12:00', 120),
    lesson('stat2-b', '26T09:00', '26T11:00', 96),
    lesson('cs101-a', '26T10:00', '26T11:00', 60),
  ];
  const days = [24, 25, 26].map((day) => ({
    date: `2026-11-${day}`,
    from: `2026-11-${day}T00:00:00.000Z`,
    to: `2026-11-${day + 1}T00:00:00.000Z`,
  }));
  const from = days[0]?.from ?? '';
  const to = days[2]?.to ?? '';
  const turns = [...new Set([from, to, ...lessons.flatMap((one) => [one.from, one.to])])]
    .map((at) => new Date(at).toISOString())
    .toSorted()
    .filter((at, index, all) => at !== all[index - 1]);
  const have = { memoryMiB: 256 * 1024, vcpus: 320 };
  const steps = turns.slice(0, -1).map((at, index) => {
    const now = lessons.filter(
      (one) => Date.parse(one.from) <= Date.parse(at) && Date.parse(one.to) > Date.parse(at),
    );
    const memoryMiB = now.reduce((sum, one) => sum + one.memoryMiB, 0);
    const vcpus = now.reduce((sum, one) => sum + one.vcpus, 0);
    return {
      ...{
        from: at,
        to: turns[index + 1] ?? to,
        lessonIds: now.map(({ id }) => id),
        need: { memoryMiB, vcpus },
        have,
      },
      short: { memoryMiB: Math.max(0, memoryMiB - have.memoryMiB), vcpus: 0 },
    };
  });
  return {
    ...{ now: '2026-11-24T10:40:00.000Z', from, to, days, timeZone: 'Europe/Lisbon', lessons, steps },
    findings: [
      {
        ...{ resource: 'memory', from: '2026-11-26T10:00:00.000Z', to: '2026-11-26T11:00:00.000Z' },
        ...{ short: 44 * 1024, lessonIds: ['emb3-a', 'win2-a', 'stat2-b', 'cs101-a'], add: 48 * 1024 },
        move: { lessonId: 'cs101-a', to: '2026-11-25T10:00:00.000Z' },
        putBack: [],
      },
    ],
    hosts: { unknown: [], away: [] },
    ...more,
  };
}
