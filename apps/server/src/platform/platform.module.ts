import { Global, Module } from '@nestjs/common';
import { Settings } from '../config/index';
import { Bus } from './bus';
import { Clock } from './clock';
import { Log } from './log';
import { Schedule } from './schedule';
import { WorkerPool } from './worker-pool';

/** What every room may use: time, log, jobs and the settings that the process was started with. */
@Global()
@Module({})
export class PlatformModule {
  static with(settings: Settings) {
    return {
      module: PlatformModule,
      providers: [{ provide: Settings, useValue: settings }, Clock, Log, Schedule, Bus, WorkerPool],
      exports: [Settings, Clock, Log, Schedule, Bus, WorkerPool],
    };
  }
}
