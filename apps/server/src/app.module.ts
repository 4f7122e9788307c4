import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { StandardSchemaSerializerInterceptor } from '@nestjs/common';
import type { Settings } from './config/index';
import { DatabaseModule } from './database/index';
import { entities } from './entities';
import { LimitGuard } from './limits/index';
import { AccessGuard, PlatformModule, ProblemFilter, validationPipe } from './platform/index';
import { rooms } from './rooms';

/** The composition root: the only place that lists what the server is made of. */
@Module({})
export class AppModule {
  static with(settings: Settings, options: { connect: boolean } = { connect: true }) {
    return {
      module: AppModule,
      imports: [PlatformModule.with(settings), DatabaseModule.with(entities, options), ...rooms],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: LimitGuard },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useFactory: validationPipe },
        { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
      ],
    };
  }
}
