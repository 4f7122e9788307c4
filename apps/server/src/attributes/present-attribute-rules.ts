import type { AttributeRulesTexts, AttributeRulesVersion, AttributeRulesVersions } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { VirlabError } from '../platform/index';
import { AttributeRules } from './attribute-rules';

const SHIPPED: AttributeRulesVersion = { version: 0 };

/** The versions of the attribute rules, as pages and scripts see them. */
@Injectable()
export class PresentAttributeRules {
  constructor(private readonly rules: AttributeRules) {}

  async versions(): Promise<AttributeRulesVersions> {
    const { version, map, policy } = await this.rules.current();
    const ruled = new Set(
      policy.policies.flatMap(({ rules }) => rules.map(({ attributeId }) => attributeId)),
    );
    ruled.delete('*');
    return {
      current: version,
      attributes: new Set(map.entries.map(({ id }) => id)).size,
      names: map.entries.length,
      filtered: ruled.size,
      versions: await this.list(),
    };
  }

  /** @throws VirlabError `not-found` */
  async texts(asked: string): Promise<AttributeRulesTexts> {
    const number = /^\d{1,9}$/.test(asked) ? Number(asked) : -1;
    const found = number < 0 ? undefined : await this.rules.version(number);
    const listed = (await this.list()).find(({ version }) => version === number);
    if (!found || !listed) throw new VirlabError('not-found');
    return { ...listed, map: found.mapXml, policy: found.policyXml };
  }

  private async list(): Promise<AttributeRulesVersion[]> {
    const published = (await this.rules.versions()).map(({ version, author, comment, publishedAt }) => ({
      version,
      author,
      ...(comment === null ? {} : { comment }),
      publishedAt: publishedAt.toISOString(),
    }));
    return [...published, SHIPPED];
  }
}
