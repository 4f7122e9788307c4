import { describe, expect, it } from 'vitest';
import { diskNeed, diskOf, roomForDisks, withDisks } from './disk-series';

const GIB = 1_024;
const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`;
const none = { memoryMiB: 0, vcpus: 0 };

describe('disks over the coming days', () => {
  it('should take the larger of what the template gives and what its image has, and never guess', () => {
    expect(diskOf(10, 20 * GIB * GIB * GIB)).toBe(20 * GIB);
    expect(diskOf(10, undefined)).toBe(10 * GIB);
    expect(diskOf(null, 1)).toBe(1);
    expect(diskOf(null, undefined)).toBeUndefined();
    expect(diskNeed([1, 2])).toEqual({ diskMiB: 3 });
    expect(diskNeed([1, undefined])).toEqual({});
  });

  it('should count a folder once for the daemons of one computer, and the same path on two computers twice', () => {
    const disk = { totalMiB: 100 };
    const imagesDirectory = '/var/lib/virlab';
    const hosts = [
      { uri: 'qemu+tls://lab-01.example/system', imagesDirectory, disk },
      { uri: 'lxc+tls://lab-01.example/', imagesDirectory, disk },
      { uri: 'qemu+tls://lab-02.example/system', imagesDirectory, disk },
      { uri: 'simulated:', imagesDirectory: null },
    ];
    expect(roomForDisks(hosts)).toBe(200);
    expect(roomForDisks(hosts.slice(3))).toBeUndefined();
  });

  it('should say of each span what lessons may need at most, and only what is known to be missing', () => {
    const span = { from: at(9), to: at(10), need: none, have: none, short: none };
    const lesson = (id: string, diskMiB?: number) => ({
      ...{ id, classId: id, code: id, title: id, from: at(9), to: at(10), machines: 1, ...none },
      ...(diskMiB === undefined ? {} : { diskMiB }),
    });
    const steps = [{ ...span, lessonIds: ['a', 'b', 'untold'] }];
    const lessons = [lesson('a', 70), lesson('b', 50), lesson('untold')];
    expect(withDisks(steps, lessons, 100)).toMatchObject([
      { need: { diskMiB: 120 }, have: { diskMiB: 100 }, short: { diskMiB: 20 } },
    ]);
    const [unknown] = withDisks(steps, lessons, undefined);
    expect(unknown).toMatchObject({ need: { diskMiB: 120 }, have: none, short: none });
    expect(unknown?.short).not.toHaveProperty('diskMiB');
  });
});
