import type { PolicyVersion } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { type PolicyVersionEntity, PolicyVersions } from '../policies/index';
import { tryDraftText } from './text/read-draft-text';

/** Lists what was published. */
@Injectable()
export class ListVersions {
  /** Rules of a version, which never change, by its hash. */
  private readonly counted = new Map<string, number>();

  constructor(private readonly versions: PolicyVersions) {}

  /** Newest first. */
  async run(): Promise<PolicyVersion[]> {
    const rows = await this.versions.all();
    const [latest] = rows;
    const backs = rows.flatMap(({ version, rolledBackTo }) =>
      rolledBackTo === null ? [] : [{ version, to: rolledBackTo }],
    );
    return rows.map((row) => ({
      version: row.version,
      author: row.author,
      ...(row.approvedBy === null ? {} : { approvedBy: row.approvedBy }),
      ...(row.comment === null ? {} : { comment: row.comment }),
      publishedAt: row.publishedAt.toISOString(),
      rules: this.rulesOf(row),
      cases: row.cases?.length ?? 0,
      isInForce: row === latest,
      ...(row.rolledBackTo === null ? {} : { rolledBackTo: row.rolledBackTo }),
      wasRolledBack: backs.some(({ version, to }) => to < row.version && row.version < version),
    }));
  }

  private rulesOf({ source, sourceHash }: PolicyVersionEntity): number {
    const known = this.counted.get(sourceHash);
    if (known !== undefined) return known;
    const rules = tryDraftText(source)?.rules.length ?? 0;
    this.counted.set(sourceHash, rules);
    return rules;
  }
}
