import { Injectable } from '@nestjs/common';
import { compilePolicy } from '@virlab/policy';
import { DataSource, type EntityManager } from 'typeorm';
import { VirlabError } from '../platform/index';
import type { PolicyInForce } from './policy-in-force';
import { PolicyVersionEntity } from './policy-version.entity';

/** Compiled versions that are kept for who looks back. */
const MOST_OLDER = 3;

/** The policy in force: the highest version. Compiled once for each version, looked up at every call. */
@Injectable()
export class CurrentPolicy {
  private compiled: { key: string; policy: PolicyInForce } | undefined;
  private readonly older = new Map<string, PolicyInForce>();

  constructor(private readonly source: DataSource) {}

  /** @throws VirlabError `policy-not-published` */
  async table(manager: EntityManager = this.source.manager): Promise<PolicyInForce> {
    const found = await this.find(manager);
    if (!found) throw new VirlabError('policy-not-published');
    return found;
  }

  /**
   * A version as it was in force, the present one among them.
   *
   * @throws VirlabError `policy-version-unknown`
   */
  async version(version: number, manager: EntityManager = this.source.manager): Promise<PolicyInForce> {
    const row = await manager.findOneBy(PolicyVersionEntity, { version });
    if (!row) throw new VirlabError('policy-version-unknown', { publicDetail: `version ${version}` });
    const key = `${version} ${row.sourceHash}`;
    if (this.compiled?.key === key) return this.compiled.policy;
    const known = this.older.get(key) ?? compile(row);
    this.older.delete(key);
    for (const oldest of [...this.older.keys()].slice(0, this.older.size + 1 - MOST_OLDER))
      this.older.delete(oldest);
    this.older.set(key, known);
    return known;
  }

  /** As {@link table}, and null when nothing is published yet. */
  async find(manager: EntityManager = this.source.manager): Promise<PolicyInForce | null> {
    const [latest] = await manager.find(PolicyVersionEntity, {
      select: { version: true, sourceHash: true },
      order: { version: 'DESC' },
      take: 1,
    });
    if (!latest) return null;
    const { version, sourceHash } = latest;
    // The number alone would not do: one that was given in a transaction that was undone is given again.
    if (this.compiled?.key === `${version} ${sourceHash}`) return this.compiled.policy;
    const policy = compile(await manager.findOneByOrFail(PolicyVersionEntity, { version }));
    this.compiled = { key: `${version} ${sourceHash}`, policy };
    return policy;
  }
}

function compile(row: PolicyVersionEntity): PolicyInForce {
  // Without a context: what a published policy refers to was checked then, and may have gone since.
  const result = compilePolicy(row.source);
  if (!result.ok) {
    const [first] = result.faults;
    throw new VirlabError('internal', {
      detail: `published policy ${row.version} does not compile: ${first?.path ?? ''}: ${first?.message ?? ''}`,
    });
  }
  const { version, source, author, comment, publishedAt, warnings, cases } = row;
  return {
    version,
    table: result.table,
    source,
    author,
    comment,
    publishedAt,
    warnings: warnings as PolicyInForce['warnings'],
    cases: cases ?? [],
  };
}
