import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { installRoot, VirlabError } from '../platform/index';
import { KnownAttributes } from '../policies/index';
import { AttributeRulesEntity } from './attribute-rules.entity';
import { type RulesInForce, rulesOf } from './rules-in-force';

/** Parsed rules that are kept: the one in force, and one that somebody looks at an older sign-in with. */
const MOST_KEPT = 4;

/**
 * The attribute rules: versions that admins published, and before the first of them the files in Shibboleth's formats
 * that are shipped in `saml/`. Each is parsed once; which is in force is asked at every use.
 */
@Injectable()
export class AttributeRules extends KnownAttributes {
  private readonly shipped = rulesOf(0, {
    mapXml: readShipped('attribute-map.xml'),
    policyXml: readShipped('attribute-policy.xml'),
  });
  private readonly parsed = new Map<string, RulesInForce>();

  constructor(private readonly source: DataSource) {
    super();
  }

  /** The rules in force. */
  async current(manager: EntityManager = this.source.manager): Promise<RulesInForce> {
    const [latest] = await manager.find(AttributeRulesEntity, {
      select: { version: true, sourceHash: true },
      order: { version: 'DESC' },
      take: 1,
    });
    return latest ? this.parse(latest, manager) : this.shipped;
  }

  /** One version; undefined when there is none of that number. */
  async version(
    version: number,
    manager: EntityManager = this.source.manager,
  ): Promise<RulesInForce | undefined> {
    if (version === 0) return this.shipped;
    const found = await manager.findOne(AttributeRulesEntity, {
      select: { version: true, sourceHash: true },
      where: { version },
    });
    return found ? this.parse(found, manager) : undefined;
  }

  /** What was published, newest first, without the texts. */
  versions(): Promise<Omit<AttributeRulesEntity, 'mapXml' | 'policyXml'>[]> {
    return this.source.manager.find(AttributeRulesEntity, {
      select: { version: true, sourceHash: true, author: true, comment: true, publishedAt: true },
      order: { version: 'DESC' },
    });
  }

  /** The ids that the map in force gives: the attributes that a policy can ever ask about. */
  override async all(manager: EntityManager): Promise<readonly string[]> {
    const { map } = await this.current(manager);
    return [...new Set(map.entries.map(({ id }) => id))];
  }

  private async parse(
    { version, sourceHash }: Pick<AttributeRulesEntity, 'version' | 'sourceHash'>,
    manager: EntityManager,
  ): Promise<RulesInForce> {
    // The number alone would not do: one that was given in a transaction that was undone is given again.
    const key = `${version} ${sourceHash}`;
    const known = this.parsed.get(key);
    if (known) return known;
    const { mapXml, policyXml } = await manager.findOneByOrFail(AttributeRulesEntity, { version });
    const rules = parseStored(version, { mapXml, policyXml });
    for (const oldest of [...this.parsed.keys()].slice(0, this.parsed.size + 1 - MOST_KEPT)) {
      this.parsed.delete(oldest);
    }
    this.parsed.set(key, rules);
    return rules;
  }
}

function parseStored(version: number, texts: { mapXml: string; policyXml: string }): RulesInForce {
  try {
    return rulesOf(version, texts);
  } catch (error) {
    throw new VirlabError('internal', {
      detail: `published attribute rules ${version} cannot be read`,
      cause: error,
    });
  }
}

function readShipped(name: string): string {
  return readFileSync(path.join(installRoot(), 'saml', name), 'utf8');
}
