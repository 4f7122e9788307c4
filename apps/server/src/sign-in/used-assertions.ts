import { Injectable } from '@nestjs/common';
import { DataSource, LessThanOrEqual } from 'typeorm';
import { isDuplicateKey } from '../database/index';
import { Clock, sha256, VirlabError } from '../platform/index';
import { UsedAssertionEntity } from './used-assertion.entity';

/** Assertions that were accepted, so that none is accepted again (OWASP ASVS 5.0, 6.8.3). */
@Injectable()
export class UsedAssertions {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Uses an assertion, which works once.
   *
   * @param until - after this it could not be presented anyway
   * @throws VirlabError `saml-replayed`
   */
  async use(issuer: string, assertionId: string, until: Date): Promise<void> {
    try {
      await this.source.manager.insert(UsedAssertionEntity, {
        key: sha256(issuer, assertionId),
        expiresAt: until,
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new VirlabError('saml-replayed', { context: { idp: issuer }, cause: error });
    }
  }

  /** Forgets what could not be presented again. */
  async sweep(): Promise<void> {
    await this.source.manager.delete(UsedAssertionEntity, { expiresAt: LessThanOrEqual(this.clock.now()) });
  }
}
