import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestingModuleBuilder } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import {
  BreakGlassAccountEntity,
  BreakGlassDrillEntity,
  BreakGlassSessionEntity,
} from '../break-glass/index';
import { readSettings } from '../config/index';
import { Clock } from '../platform/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { runCli } from './run-cli';

describe('break-glass by the command line, beside a running server', () => {
  let folder: string;
  let test: TestApp;
  let environment: Record<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-break-glass-'));
    const database = { VIRLAB_DATABASE_URL: `sqlite:${path.join(folder, 'virlab.sqlite')}` };
    // The command line is a process of its own with the clock of the machine, and so is the server here.
    const override = (builder: TestingModuleBuilder) => builder.overrideProvider(Clock).useValue(new Clock());
    test = await createTestApp({ environment: database, override });
    environment = {
      ...database,
      VIRLAB_PUBLIC_URL: test.origin,
      VIRLAB_DATA_DIR: path.join(folder, 'data'),
    };
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true });
  });

  const run = async (...args: string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runCli(args, {
      settings: () => readSettings(environment),
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
      user: 'root',
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  const open = (account: string, secret: string) =>
    test.request('/api/break-glass/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, secret, reason: 'Nothing else works any more' }),
    });

  it('should make an account whose secret works, list it without, and throw out who is in by it', async () => {
    const made = await run('break-glass', 'create', 'lead');
    expect(made).toMatchObject({ code: 0, err: '' });
    const secret = /secret {3}(\S+)/.exec(made.out)?.[1] ?? '';
    expect(await run('break-glass', 'create', 'lead')).toMatchObject({
      code: 1,
      err: 'break-glass-exists: lead',
    });
    const listed = await run('break-glass', 'list');
    expect(listed.out).toMatch(/^lead {2}sealed {4}since /);
    expect(listed.out).not.toContain(secret);

    const answer = await open('lead', secret);
    expect(answer.status).toBe(204);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await run('break-glass', 'list')).out).toContain('used');
    expect(await run('break-glass', 'disable', 'lead')).toMatchObject({
      code: 0,
      out: 'lead is disabled; 1 session(s) ended',
    });
    expect((await test.request('/api/session', { cookie })).status).toBe(401);
    const trail = await test.source.manager.find(AuditEventEntity, { order: { sequence: 'ASC' } });
    expect(trail.map(({ kind, actorName }) => `${kind} ${actorName}`)).toEqual(
      expect.arrayContaining(['break-glass.changed root', 'break-glass.opened Break-glass lead']),
    );
    expect(JSON.stringify(trail)).not.toContain(secret);
  });

  it('should prove by a drill that it works, and leave nothing but the proof', async () => {
    const drill = await run('break-glass', 'drill');
    expect(drill.err).toBe('');
    expect(drill.out.split('\n')).toEqual([
      'ok    make an account for one use',
      'ok    sign in by it',
      'ok    check what the session may do',
      'ok    read what is protected',
      'ok    check that the alarm is raised',
      'ok    end it',
      'ok    check that it is over',
      'ok    remove the account',
      'break-glass works',
    ]);
    expect(drill.code).toBe(0);
    const { manager } = test.source;
    expect(await manager.countBy(BreakGlassAccountEntity, { isDrill: true })).toBe(0);
    expect(await manager.find(BreakGlassDrillEntity)).toMatchObject([{ by: 'root', failedStep: null }]);
    const sessions = await manager.findBy(BreakGlassSessionEntity, { isDrill: true });
    expect(sessions).toHaveLength(1);
    const { cookie } = await test.signIn({ entitlements: [{ kind: 'role', ref: 'operator' }] });
    const shown = await (await test.request('/api/break-glass', { cookie })).json();
    expect(shown).toMatchObject({ active: [], accounts: 0, lastDrillAt: expect.any(String) as string });
    expect((await run('doctor')).out).toContain('break-glass: no account');
  });

  it('should say that it does not work when the server does not answer, or is no Virlab', async () => {
    const silent = await run('break-glass', 'drill', '--url', 'http://127.0.0.1:1');
    expect(silent).toMatchObject({ code: 1 });
    expect(silent.err).toMatch(/^bad {3}sign in by it: http:\/\/127\.0\.0\.1:1 does not answer/);
    expect(silent.out).toMatch(/ok {4}remove the account\nbreak-glass does NOT work as it should$/);
    expect(await test.source.manager.countBy(BreakGlassAccountEntity, { isDrill: true })).toBe(0);
    const { cookie } = await test.signIn({ entitlements: [{ kind: 'role', ref: 'operator' }] });
    const shown = await (await test.request('/api/break-glass', { cookie })).json();
    expect(shown).toMatchObject({ drillFailedAt: expect.any(String) as string });
  });

  it.each([
    [['break-glass', 'create'], 'NAME missing'],
    [['break-glass', 'create', 'Lead!'], 'must have 2 to 32 small letters'],
    [['break-glass', 'drill', '--url', 'ftp://x'], 'must be an http(s) URL'],
    [['break-glass', 'shatter'], 'unknown command'],
  ])('should not understand %j', async (args, words) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
