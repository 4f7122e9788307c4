import type { NewAttributeRules, PublishedAttributeRules } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { isDuplicateKey, retryTransaction } from '../database/index';
import { actorOf } from '../identity/index';
import { type Viewer, VirlabError } from '../platform/index';
import { PublishAttributeRules } from './publish-attribute-rules';

/** Publishes what an identity admin compared on the page, in a transaction of its own. */
@Injectable()
export class PublishOnPage {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditRecorder,
    private readonly publish: PublishAttributeRules,
  ) {}

  /** @throws VirlabError as PublishAttributeRules does; a refused lock-out stands in the trail */
  async run(
    { map, policy, comment, basedOn }: NewAttributeRules,
    viewer: Viewer,
  ): Promise<PublishedAttributeRules> {
    const author = actorOf(viewer);
    try {
      return await retryTransaction(this.source, (manager) =>
        this.publish.run({ mapXml: map, policyXml: policy, author, comment, basedOn }, manager),
      );
    } catch (error) {
      // Two at the same moment take the same number: the later one compared with what is no longer in force.
      if (isDuplicateKey(error)) throw new VirlabError('attribute-rules-changed', { cause: error });
      if (error instanceof VirlabError && error.code === 'last-admin-locked-out') {
        await this.audit.record({
          ...author,
          kind: 'attributes.published',
          outcome: 'refused',
          code: error.code,
          facts: { comment },
        });
      }
      throw error;
    }
  }
}
