import { Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { requestLimits } from './request-limits';

/** Counts requests in memory: each server process on its own, from nothing at each start. */
@Module({ imports: [ThrottlerModule.forRoot(requestLimits())], exports: [ThrottlerModule] })
export class LimitsModule {}
