import { Global, Module } from '@nestjs/common';
import { Settings } from '../config/index';
import { Clock } from './clock';
import { Log } from './log';
import { Schedule } from './schedule';

/** What every room may use: time, log, jobs and the settings that the process was started with. */
@Global()
@Module({})
export class PlatformModule {
  static with(settings: Settings) {
    return {
      module: PlatformModule,
      providers: [{ provide: Settings, useValue: settings }, Clock, Log, Schedule],
      exports: [Settings, Clock, Log, Schedule],
    };
  }
}
