import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { buildServiceProviderMetadata, type ServiceProvider } from '@virlab/saml';
import { Clock, WorkerPool } from '../../../platform/index';
import { OwnServiceProvider } from './own-service-provider';
import { signOwnMetadataTask } from './worker-tasks/sign-own-metadata';

/** eduGAIN takes at most 28 days; half of it still covers long holidays. */
const VALID_MS = 14 * 86_400_000;
/** How soon a change of keys is seen by who fetches it; eduGAIN asks for one to six hours. */
const CACHE_SECONDS = 6 * 3600;
/** A signature costs some milliseconds, and anybody may ask for it: it is made again after this. */
const SIGNED_FOR_MS = 10 * 60_000;
const ID_BYTES = 16;

/** Our metadata as documents. */
@Injectable()
export class PublishMetadata {
  private signed: { of: ServiceProvider; until: number; xml: Promise<string> } | undefined;

  constructor(
    private readonly own: OwnServiceProvider,
    private readonly clock: Clock,
    private readonly workers: WorkerPool,
  ) {}

  /**
   * The document to register with a federation. It says nothing of how long it is valid: a registry would keep an old
   * copy, which would run out there.
   */
  async plain(): Promise<string> {
    return buildServiceProviderMetadata(await this.own.get());
  }

  /** The document to fetch from us again and again: signed by our active key, with an end and a time to look again. */
  async fetched(): Promise<string> {
    const sp = await this.own.get();
    const now = this.clock.now().getTime();
    if (this.signed?.of !== sp || now >= this.signed.until) {
      const xml = this.sign(sp, now);
      this.signed = { of: sp, until: now + SIGNED_FOR_MS, xml };
      xml.catch(() => (this.signed = undefined));
    }
    return this.signed.xml;
  }

  private sign(sp: ServiceProvider, now: number): Promise<string> {
    const id = `_${randomBytes(ID_BYTES).toString('hex')}`;
    const validUntil = new Date(now + VALID_MS);
    return this.workers.run(signOwnMetadataTask, {
      sp,
      document: { id, validUntil, cacheSeconds: CACHE_SECONDS },
    });
  }
}
