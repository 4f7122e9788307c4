import type { Usage } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { MachineRunEntity } from '../machines/index';
import { newId } from '../platform/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { writeUsageCsv } from './write-usage-csv';

const HOUR = 3_600_000;
const FROM = new Date('2026-11-02T00:00:00.000Z');
const at = (hours: number) => new Date(FROM.getTime() + hours * HOUR);
const QUERY = `from=${FROM.toISOString()}&to=${at(24).toISOString()}`;

describe('machine hours over HTTP', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
    const run = { poolId: 'linux', activation: 1, hostId: 'h1', memoryMiB: 2048, vcpus: 2 };
    const of = (classId: string | null, startedAt: Date, endedAt: Date) => ({
      ...{
        ...run,
        id: newId(),
        machineId: newId(),
        ownerId: null,
        classId,
        startedAt,
        endedAt,
        seenAt: endedAt,
      },
    });
    await test.source
      .getRepository(MachineRunEntity)
      .insert([of('cs101', at(-1), at(1)), of('cs101', at(2), at(3)), of('net1', at(4), at(10))]);
  });
  afterAll(() => test?.close());

  async function ask(
    entitlements: { kind: 'role' | 'class' | 'pool'; ref: string; asRole?: 'teacher' }[],
    query = QUERY,
  ) {
    const { cookie } = await test.signIn({ identifier: newId(), entitlements });
    const answer = await test.request(`/api/usage?${query}`, { cookie });
    return { answer, cookie };
  }

  it('should show all of it to who operates the place, and write the look down', async () => {
    const { answer, cookie } = await ask([{ kind: 'role', ref: 'operator' }]);
    expect(await answer.json()).toMatchObject({
      of: 'all',
      total: { runs: 3, machineHours: 8, memoryGiBHours: 16, vcpuHours: 16 },
      rows: [
        { ref: 'net1', title: null, machineHours: 6 },
        { ref: 'cs101', runs: 2, machines: 2, machineHours: 2 },
      ],
    });
    const csv = await test.request(`/api/usage.csv?${QUERY}&by=pool`, { cookie });
    expect(await csv.text()).toContain('"linux","","3","3","8","16","16"\r\n');
    const looks = await test.source.getRepository(AuditEventEntity).findBy({ kind: 'usage.viewed' });
    expect(looks.map(({ facts }) => [facts['by'], facts['form']])).toEqual([
      ['class', 'page'],
      ['pool', 'csv'],
    ]);
  });

  it('should show who teaches their own classes only, and others nothing', async () => {
    const { answer } = await ask([{ kind: 'class', ref: 'cs101', asRole: 'teacher' }]);
    const usage = (await answer.json()) as Usage;
    expect([usage.of, usage.rows.map(({ ref }) => ref)]).toEqual(['own-classes', ['cs101']]);
    expect((await ask([{ kind: 'pool', ref: 'linux' }])).answer.status).toBe(403);
  });

  it('should refuse a span that is none, or is longer than two years', async () => {
    const span = (from: Date, to: Date) => `from=${from.toISOString()}&to=${to.toISOString()}`;
    for (const query of [
      span(at(1), at(1)),
      span(at(2), at(1)),
      span(at(0), at(24 * 800)),
      'from=x&to=y',
      '',
    ]) {
      expect((await ask([{ kind: 'role', ref: 'operator' }], query)).answer.status).toBe(400);
    }
  });

  it('should write no formula into a spreadsheet', () => {
    const row = { ref: 'x', runs: 1, machines: 1, machineHours: 1, memoryGiBHours: 1, vcpuHours: 1 };
    const rows = ['=1+1', '+x', '-x', '@x', '\tx', 'say "hi", you'].map((title) => ({ ...row, title }));
    const text = writeUsageCsv({ rows } as Usage);
    expect(text).not.toMatch(/"[=+\-@\t]/);
    expect(text).toContain('"say ""hi"", you"');
  });
});
