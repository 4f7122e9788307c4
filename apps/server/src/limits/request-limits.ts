import type { ExecutionContext } from '@nestjs/common';
import type { ThrottlerModuleOptions } from '@nestjs/throttler';
import type { Request } from 'express';
import { type Area, AREAS, WINDOW_MS } from './areas';

/**
 * The limits as the throttler takes them. The window slides: who was stopped may go on as soon as their oldest request
 * is a minute old, so that one who overdoes it does not lock a whole campus out.
 */
export function requestLimits(areas: readonly Area[] = AREAS): ThrottlerModuleOptions {
  const areaOf = (context: ExecutionContext): Area | undefined => {
    // Express finds routes whatever the case of their letters.
    const path = context.switchToHttp().getRequest<Request>().path.toLowerCase();
    return areas.find(({ prefix }) => path.startsWith(prefix));
  };
  return {
    throttlers: [
      {
        ttl: WINDOW_MS,
        blockDuration: 0,
        limit: (context) => areaOf(context)?.most ?? 0,
        skipIf: (context) => areaOf(context) === undefined,
        generateKey: (context, address) => `${areaOf(context)?.prefix} ${address}`,
      },
    ],
  };
}
