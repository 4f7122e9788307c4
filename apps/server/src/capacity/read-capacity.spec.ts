import type { Capacity } from '@virlab/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HostEntity, SaveHost } from '../hypervisors/index';
import { SavePool, SaveTemplate } from '../pools/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { LessonPlan } from './lesson-plan';

const HOUR_MS = 3_600_000;
let test: TestApp;
beforeAll(async () => {
  const plan: LessonPlan = {
    between: async (from) => {
      const at = (hours: number) => new Date(from.getTime() + hours * HOUR_MS);
      const lesson = { classId: 'cs101', code: 'CS101', title: 'Shell' };
      return [
        { ...lesson, id: 'a', from: at(30), to: at(32), pools: [{ poolId: 'p1', seats: 20 }] },
        { ...lesson, id: 'b', from: at(31), to: at(33), pools: [{ poolId: 'gone', seats: 99 }] },
      ];
    },
  };
  test = await createTestApp({
    override: (builder) => builder.overrideProvider(LessonPlan).useValue(plan),
  });
  const get = <T>(type: abstract new (...given: never[]) => T): T => test.app.get(type, { strict: false });
  await test.source.transaction(async (manager) => {
    for (const id of ['h1', 'h2', 'h3']) {
      await get(SaveHost).run(
        { id, title: id, uri: 'simulated:', offer: { memoryMiB: 1_024, vcpus: 64 } },
        manager,
      );
    }
    await manager.update(HostEntity, { id: 'h2' }, { mode: 'draining' });
    const template = { id: 't1', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1, diskGiB: 8 };
    await get(SaveTemplate).run({ ...template, readyLine: null }, manager);
    await get(SavePool).run(
      { id: 'p1', title: 'Linux', templateId: 't1', hostId: 'h1', classId: null },
      manager,
    );
  });
});
afterAll(() => test?.close());

it('should count what machines of the pools take, and only hosts that are in use', async () => {
  const { cookie } = await test.signIn({ entitlements: [{ kind: 'role', ref: 'operator' }] });
  const answer = await test.request('/api/capacity?days=2', { cookie });
  expect(answer.status).toBe(200);
  const { lessons, findings, hosts, days, steps } = (await answer.json()) as Capacity;
  expect(days).toHaveLength(2);
  expect(lessons.map(({ machines, memoryMiB, vcpus }) => [machines, memoryMiB, vcpus])).toEqual([
    ...[
      [20, 1_280, 20],
      [0, 0, 0],
    ],
  ]);
  expect(lessons.map(({ diskMiB }) => diskMiB)).toEqual([20 * 8 * 1_024, 0]);
  expect(steps[0]?.have).toEqual({ memoryMiB: 2_048, vcpus: 128 });
  expect(hosts.away.map(({ id }) => id)).toEqual(['h2']);
  expect(findings).toEqual([]);
  await test.source.getRepository(HostEntity).update({ id: 'h3' }, { mode: 'maintenance' });
  const tight = (await (await test.request('/api/capacity?days=2', { cookie })).json()) as Capacity;
  expect(tight.findings).toMatchObject([{ resource: 'memory', short: 256, lessonIds: ['a'] }]);
  expect(tight.findings[0]?.putBack).toHaveLength(1);
  expect((await test.request('/api/capacity?days=99', { cookie })).status).toBe(400);
});
