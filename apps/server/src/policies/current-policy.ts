import { Injectable } from '@nestjs/common';
import { compilePolicy } from '@virlab/policy';
import { DataSource, type EntityManager } from 'typeorm';
import { VirlabError } from '../platform/index';
import type { PolicyInForce } from './policy-in-force';
import { PolicyVersionEntity } from './policy-version.entity';

/** The policy in force: the highest version. Compiled once for each version, looked up at every call. */
@Injectable()
export class CurrentPolicy {
  private compiled: PolicyInForce | undefined;

  constructor(private readonly source: DataSource) {}

  /** @throws VirlabError `policy-not-published` */
  async table(manager: EntityManager = this.source.manager): Promise<PolicyInForce> {
    const found = await this.find(manager);
    if (!found) throw new VirlabError('policy-not-published');
    return found;
  }

  /** As {@link table}, and null when nothing is published yet. */
  async find(manager: EntityManager = this.source.manager): Promise<PolicyInForce | null> {
    const version = await manager.maximum(PolicyVersionEntity, 'version');
    if (version === null) return null;
    if (this.compiled?.version === version) return this.compiled;
    const row = await manager.findOneByOrFail(PolicyVersionEntity, { version });
    const compiled = compile(row);
    // What another transaction has not committed yet must not be remembered; its number may be given again.
    if (!manager.queryRunner?.isTransactionActive) this.compiled = compiled;
    return compiled;
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
  const { version, source, author, comment, publishedAt, warnings } = row;
  return {
    version,
    table: result.table,
    source,
    author,
    comment,
    publishedAt,
    warnings: warnings as PolicyInForce['warnings'],
  };
}
