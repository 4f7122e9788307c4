import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { freePort } from '@virlab/testbed';
import { DataSource } from 'typeorm';
import { AppModule } from '../app.module';
import { readSettings, Settings } from '../config/index';
import { openMigrated, openScratchDatabase } from '../database/testing/scratch-database';
import { entities } from '../entities';
import { equipHttpApp } from '../http-app';
import { Clock } from '../platform/index';
import { SettableClock } from './settable-clock';
import { signInDirectly, type SignedInPerson, type TestPerson } from './sign-in-directly';
import { testKeys } from './test-keys';

const IN_MEMORY = 'sqlite::memory:';

export interface TestAppOptions {
  /** SQLite in memory unless told otherwise. */
  engine?: 'SQLite' | 'MariaDB';
  /** VIRLAB_… variables besides those that every spec needs. */
  environment?: Record<string, string>;
  /** Replaces parts of the server by what the spec needs. */
  override?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
}

/** The real server with all its rooms, on a port of its own and an empty database. */
export interface TestApp {
  app: NestExpressApplication;
  /** Where it listens; the same as its public URL. */
  origin: string;
  settings: Settings;
  source: DataSource;
  clock: SettableClock;
  /** A person with a session, as if they had signed in. */
  signIn(person?: TestPerson): Promise<SignedInPerson>;
  /** Asks the server; never follows a redirect. */
  request(pathAndQuery: string, init?: RequestInit & { cookie?: string }): Promise<Response>;
  close(): Promise<void>;
}

/** Starts the server for a spec; `close` leaves nothing behind. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-app-'));
  const scratch = options.engine === 'MariaDB' ? await openScratchDatabase('MariaDB', entities) : undefined;
  // The public URL must be known before the server listens.
  const port = await freePort();
  const settings = readSettings({
    VIRLAB_PUBLIC_URL: `http://127.0.0.1:${port}`,
    VIRLAB_LISTEN: `127.0.0.1:${port}`,
    VIRLAB_DATABASE_URL: scratch?.url ?? IN_MEMORY,
    VIRLAB_DATA_DIR: folder,
    VIRLAB_LOG_LEVEL: 'silent',
    ...options.environment,
  });
  await testKeys(settings.dataDir);
  const clock = new SettableClock();
  const base = Test.createTestingModule({ imports: [AppModule.with(settings)] })
    .overrideProvider(Clock)
    .useValue(clock);
  if (settings.databaseUrl === IN_MEMORY)
    base
      .overrideProvider(DataSource)
      .useFactory({ factory: () => openMigrated('SQLite', IN_MEMORY, entities) });
  const module = await (options.override?.(base) ?? base).compile();
  const app = module.createNestApplication<NestExpressApplication>({ bodyParser: false, bufferLogs: true });
  equipHttpApp(app, settings);
  await app.listen(settings.listen.port, settings.listen.host);
  const source = app.get(DataSource);
  return {
    app,
    origin: settings.origin,
    settings,
    source,
    clock,
    signIn: (person) => signInDirectly(app, settings, person),
    request: (pathAndQuery, { cookie, ...init } = {}) =>
      fetch(new URL(pathAndQuery, settings.origin), {
        redirect: 'manual',
        ...init,
        headers: { origin: settings.origin, ...(cookie ? { cookie } : {}), ...init.headers },
      }),
    close: async () => {
      await app.close();
      await scratch?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
