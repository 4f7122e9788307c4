import { Injectable } from '@nestjs/common';
import { ThrottlerGuard } from '@nestjs/throttler';
import { VirlabError } from '../platform/index';

/**
 * Stops whoever asks too often, by address (an IPv6 network of 64 bits is one). Stands before every other guard, so
 * that a flood costs no look into the database. Says in `Retry-After` (RFC 9110 section 10.2.3) when to come again.
 */
@Injectable()
export class LimitGuard extends ThrottlerGuard {
  /** @throws VirlabError `too-many-requests` */
  protected override throwThrottlingException(): Promise<void> {
    throw new VirlabError('too-many-requests');
  }
}
