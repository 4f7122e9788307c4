import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module';
import type { Settings } from '../config/index';
import { Log } from '../platform/index';

/** The server's rooms without its network, its jobs and its reconciler. */
export interface Lab {
  get<T>(type: Type<T>): T;
  close(): Promise<void>;
}

/**
 * Puts the server together on its database, whose schema is brought up to date, and starts nothing: no bootstrap hook
 * runs, so a command works beside a running server.
 */
export async function openLab(settings: Settings): Promise<Lab> {
  const app: INestApplication = await NestFactory.create(AppModule.with(settings), {
    logger: false,
    abortOnError: false,
  });
  // Standard output belongs to the command, whose words may be piped into a file.
  app.get(Log).pino.level = 'silent';
  return {
    get: (type) => app.get(type, { strict: false }),
    close: () => app.close(),
  };
}

/** Does some work in the lab, and lets go of it whatever happens. */
export async function inLab<T>(settings: Settings, work: (lab: Lab) => Promise<T>): Promise<T> {
  const lab = await openLab(settings);
  try {
    return await work(lab);
  } finally {
    await lab.close();
  }
}
