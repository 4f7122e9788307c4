import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditRecorder, type NewAuditEvent } from '../audit/index';
import { Clock, sha256, VirlabError } from '../platform/index';
import { AttributeRules } from './attribute-rules';
import { AttributeRulesEntity } from './attribute-rules.entity';
import { CheckAttributeRules } from './check-attribute-rules';
import type { RuleTexts } from './rules-in-force';

/** Attribute rules to be put in force. */
export interface NewRules extends RuleTexts {
  author: Pick<NewAuditEvent, 'actor' | 'sessionRef'> & { actor: NonNullable<NewAuditEvent['actor']> };
  comment?: string;
  /** The version that they were compared with; anything when left out. */
  basedOn?: number;
}

/**
 * Puts attribute rules in force as a new version; the same files are no new version. They count from the next sign-in of
 * each person on: what was released before is not read again. An older version is gone back to by publishing it anew.
 */
@Injectable()
export class PublishAttributeRules {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
    private readonly rules: AttributeRules,
    private readonly check: CheckAttributeRules,
  ) {}

  /**
   * @throws VirlabError `resource-invalid` with every fault, by file, line and column; `attribute-rules-changed`;
   *   `last-admin-locked-out`
   */
  async run(
    { mapXml, policyXml, author, comment, basedOn }: NewRules,
    manager: EntityManager,
  ): Promise<{ version: number; result: 'published' | 'unchanged' }> {
    const texts = { mapXml, policyXml };
    const current = await this.rules.current(manager);
    if (basedOn !== undefined && basedOn !== current.version)
      throw new VirlabError('attribute-rules-changed');
    const report = await this.check.run(texts, manager);
    if (report.unchanged) return { version: current.version, result: 'unchanged' };
    if (!report.usable) {
      throw new VirlabError('resource-invalid', {
        publicDetail: `the attribute rules have ${report.faults.length} fault(s)`,
        errors: report.faults.map(({ file, line, column, message }) => ({
          path: file,
          message: `${line}:${column}: ${message}`,
        })),
      });
    }
    if (report.locksOut) throw new VirlabError('last-admin-locked-out');
    const version = current.version + 1;
    const sourceHash = sha256(mapXml, policyXml);
    await manager.insert(AttributeRulesEntity, {
      version,
      ...texts,
      sourceHash,
      author: author.actor.displayName,
      comment: comment ?? null,
      publishedAt: this.clock.now(),
    });
    await this.audit.record(
      {
        ...author,
        kind: 'attributes.published',
        subject: { kind: 'attribute-rules', id: String(version), title: `version ${version}` },
        facts: {
          version: String(version),
          sourceHash,
          ...(comment === undefined ? {} : { comment }),
          ...named('added', report.attributes, 'added'),
          ...named('removed', report.attributes, 'removed'),
          ...named('changed', report.attributes, 'changed'),
          ...(report.filters.length > 0
            ? {
                filters: report.filters
                  .map(({ attributeId, change }) => `${attributeId} ${change}`)
                  .join(', '),
              }
            : {}),
        },
      },
      manager,
    );
    return { version, result: 'published' };
  }
}

function named(
  name: string,
  changes: readonly { id: string; change: string }[],
  wanted: string,
): Record<string, string> {
  const ids = changes.filter(({ change }) => change === wanted).map(({ id }) => id);
  return ids.length > 0 ? { [name]: ids.join(', ') } : {};
}
