import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { readSettings } from '../config/index';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../database/testing/scratch-database';
import { entities } from '../entities';
import { LinkAccount, SaveSnapshot } from '../identity/index';
import { inLab } from './open-lab';
import { runCli } from './run-cli';

const testdata = path.join(import.meta.dirname, '..', 'resources', 'testdata');
const named = (name: string) => path.join(testdata, name);

const cases = `cases:
  - name: a student of year 2
    now: 2026-11-21T10:00:00Z
    input:
      idp: { entityId: https://idp.uni.example/idp }
      attributes: { eduCourseMember: [CS101], studyYear: ['2'] }
    expect: { outcome: admitted, pools: [{ ref: linux }] }
  - name: a student of year 1
    now: 2026-11-21T10:00:00Z
    input:
      idp: { entityId: https://idp.uni.example/idp }
      attributes: { eduCourseMember: [CS101], studyYear: ['1'] }
    expect: { outcome: admitted, pools: [] }
`;

describe.each(scratchEngines)('the operator’s commands on %s', (engine) => {
  let folder: string;
  let database: ScratchDatabase;
  let environment: Record<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-cli-'));
    database = await openScratchDatabase(engine, entities);
    // The commands are processes of their own: on SQLite two connections to one file.
    environment = {
      VIRLAB_PUBLIC_URL: 'http://127.0.0.1:1',
      VIRLAB_DATABASE_URL: database.url,
      VIRLAB_DATA_DIR: path.join(folder, 'data'),
    };
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const run = async (...args: string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runCli(args, {
      settings: () => readSettings(environment),
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
      user: 'omar',
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  it('should list its commands, and say so when it knows none of that name', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, err: '' });
    expect(await run()).toMatchObject({ code: 2 });
    for (const args of [['metadata', 'forget'], ['policy', 'forget'], ['nonsense']]) {
      const { code, err } = await run(...args);
      expect(code).toBe(2);
      expect(err).toContain(`unknown command "${args.join(' ')}"`);
      expect(err).toContain('audit verify');
    }
  });

  it('should tell the use of each command', async () => {
    for (const name of [
      'migrate',
      'apply',
      'export',
      'explain',
      'policy test',
      'metadata refresh',
      'audit verify',
      'doctor',
    ]) {
      const { code, out } = await run(...name.split(' '), '--help');
      expect(code).toBe(0);
      expect(out).toContain(`Usage: virlab ${name}`);
    }
  });

  it('should end with 2 and the usage when it is called wrongly', async () => {
    for (const args of [
      ['apply'],
      ['apply', '-f', 'a.yaml', '--wet-run'],
      ['apply', '-f', 'a.yaml', 'b.yaml'],
      ['explain', 'ana'],
      ['explain', 'ana', 'pool:linux', '--lang', 'xx'],
      ['policy', 'test', 'cases.yaml'],
      ['migrate', 'now'],
    ]) {
      const { code, err } = await run(...args);
      expect([args, code]).toEqual([args, 2]);
      expect(err).toContain('Usage: virlab');
    }
  });

  it('should tell all faults of the settings', async () => {
    const before = environment;
    environment = { VIRLAB_PUBLIC_URL: 'http://virlab.example.edu', VIRLAB_LISTEN: 'nowhere' };
    const { code, err } = await run('doctor');
    environment = before;
    expect(code).toBe(1);
    expect(err).toContain('VIRLAB_PUBLIC_URL');
    expect(err).toContain('VIRLAB_LISTEN');
  });

  it('should have nothing to migrate twice', async () => {
    expect(await run('migrate')).toMatchObject({ code: 0, out: 'nothing to do: the schema is up to date' });
  });

  it('should tell the faults of a file as compilers do, on the error stream', async () => {
    const { code, out, err } = await run('apply', '-f', named('five-faults.yaml'));
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err.split('\n')).toHaveLength(5);
    expect(err).toMatch(/five-faults\.yaml:16:53: .*\n.*five-faults\.yaml:17:58: /);
  });

  it('should apply, as who runs it, and change nothing in a dry run', async () => {
    const dry = await run('apply', '-f', named('lab.yaml'), '--dry-run');
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.out).toContain('created    Pool/linux');
    expect(dry.out).toContain('dry run: nothing was changed');
    expect((await run('apply', '-f', named('lab.yaml'))).out).toContain('created    Pool/linux');
    expect((await run('apply', '-f', named('lab.yaml'))).out).toContain('unchanged  Pool/linux');
    const [event] = await database.source.manager.findBy(AuditEventEntity, { kind: 'resources.applied' });
    expect(event).toMatchObject({ actorName: 'omar', actorAs: 'command line' });
  });

  it('should export what it applies', async () => {
    const { out } = await run('export');
    const file = path.join(folder, 'out.yaml');
    expect(await run('export', '-o', file)).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(file, 'utf8').trimEnd()).toBe(out);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect((await run('apply', '-f', file)).out).not.toMatch(/created|changed {3}/);
  });

  it('should run the cases of a policy, the published one or one in a file', async () => {
    const file = write('cases.yaml', cases);
    expect(await run('policy', 'test', '-f', file)).toEqual({
      code: 0,
      out: 'ok      a student of year 2\nok      a student of year 1\n2 passed, 0 failed',
      err: '',
    });
    const other = readFileSync(named('lab.yaml'), 'utf8').replace('value: 2', 'value: 1');
    const failed = await run('policy', 'test', '-f', file, '--policy', write('other.yaml', other));
    expect(failed).toMatchObject({ code: 1, out: expect.stringContaining('1 passed, 1 failed') as string });
    expect(failed.err).toContain('failed  a student of year 1\n        pools: expected [], found ["linux"]');
  });

  it('should run the cases that are saved with a policy when no file is named', async () => {
    expect(await run('policy', 'test')).toEqual({
      code: 0,
      out: 'the policy has no test cases of its own\n0 passed, 0 failed',
      err: '',
    });
    const tests = cases.replace('cases:', 'tests:');
    const resource = (text: string) => text.replace('kind: Policy\n', `kind: Policy\n${tests}`);
    const text = readFileSync(named('lab.yaml'), 'utf8');
    const saved = await run('policy', 'test', '--policy', write('tested.yaml', resource(text)));
    expect(saved).toMatchObject({ code: 0, out: expect.stringContaining('2 passed, 0 failed') as string });
  });

  it('should tell the faults of cases and of a policy in a file', async () => {
    const wrong = write('wrong.yaml', 'cases:\n  - { name: a }\n');
    expect(await run('policy', 'test', '-f', wrong)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/wrong\.yaml:2:\d+: /) as string,
    });
    const file = write('cases.yaml', cases);
    const policy = write('policy.yaml', 'version: 1\nid: p\nrules: none\n');
    expect(await run('policy', 'test', '-f', file, '--policy', policy)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/policy\.yaml:3:8: /) as string,
    });
    expect((await run('policy', 'test', '-f', '/nowhere')).err).toBe('/nowhere:1:1: cannot be read: ENOENT');
  });

  it('should say that it does not know a person', async () => {
    expect(await run('explain', 'nobody', 'pool:linux')).toMatchObject({
      code: 1,
      err: 'nobody known is called "nobody"',
    });
  });

  it('should explain a right of a person known by name, identifier or id', async () => {
    const identifier = 'ana@lagoa.example';
    const id = await inLab(readSettings(environment), async (lab) => {
      const { account, user } = await lab.get(LinkAccount).run({
        provider: 'saml',
        issuer: 'https://idp.uni.example/idp',
        identifierType: 'subject-id',
        identifier,
        displayName: 'Ana Silva',
      });
      const attributes = { eduCourseMember: ['CS101'], studyYear: ['1'] };
      await lab.get(SaveSnapshot).run(account.id, { attributes, dropped: [], unmapped: [], authn: {} });
      return user.id;
    });
    for (const who of ['ana silva', identifier, id]) {
      const { code, out } = await run('explain', who, 'pool:linux');
      expect(code).toBe(0);
      expect(out).toContain('Ana Silva (https://idp.uni.example/idp) does not have pool:linux');
      expect(out).toContain('✘ studyYear numGte 2  saw 1  ← decided');
      expect(out).toContain('- studyYear: "1" was sent, which gives no access; the lab asks for "2"');
    }
    const { out } = await run('explain', id, 'pool:linux', '--json');
    expect(JSON.parse(out)).toMatchObject({ has: false, turn: 'university' });
    expect(await run('explain', id, 'pool:none')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^policy-target-unknown: "pool:none"/) as string,
    });
  });

  it('should verify the trail, and say where it is broken', async () => {
    expect(await run('audit', 'verify')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^unbroken, /) as string,
    });
    await database.source.manager.update(AuditEventEntity, 1, { actorName: 'nobody' });
    expect(await run('audit', 'verify')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^broken at event 1;/) as string,
    });
  });

  it('should look at everything, and say what is bad', async () => {
    const healthy = await run('doctor');
    expect(healthy).toMatchObject({ code: 0, err: '' });
    expect(healthy.out).toContain('ok    schema: up to date');
    expect(healthy.out).toContain('ok    policy: version 1, 1 rule(s)');
    expect(healthy.out).toContain('ok    host lab1: simulated:');
    mkdirSync(path.join(folder, 'data', 'keys'), { recursive: true });
    writeFileSync(path.join(folder, 'data', 'keys', 'signing.pem'), 'x');
    chmodSync(path.join(folder, 'data'), 0o755);
    const { code, err } = await run('doctor');
    expect(code).toBe(1);
    expect(err).toContain('data directory: ');
    expect(err).toMatch(/bad {3}key: .*signing\.pem has mode/);
  });

  it('should say that a host does not answer', async () => {
    const away =
      'kind: Host\nname: away\ntitle: Away\nuri: qemu+unix:///system?socket=/nowhere/sock\nimagesDirectory: /tmp/i\nsocketsDirectory: /tmp/s\n';
    const applied = await run('apply', '-f', write('away.yaml', away));
    expect(applied).toMatchObject({ code: 0 });
    const { code, err } = await run('doctor');
    expect(code).toBe(1);
    expect(err).toMatch(/bad {3}host away: /);
  });

  it('should say that the database does not answer', async () => {
    const before = environment;
    environment = { ...before, VIRLAB_DATABASE_URL: 'mariadb://a:b@localhost/c?socketPath=/nowhere.sock' };
    const { code, err } = await run('doctor');
    environment = before;
    expect(code).toBe(1);
    expect(err).toMatch(/bad {3}database: mariadb: .*ENOENT/);
  });
});
