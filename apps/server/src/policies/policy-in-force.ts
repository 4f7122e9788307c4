import type { Finding, RuleTable, SuiteCase } from '@virlab/policy';

/** The published policy that decides now, ready to decide. */
export interface PolicyInForce {
  version: number;
  table: RuleTable;
  /** YAML, as it was published. */
  source: string;
  author: string;
  comment: string | null;
  publishedAt: Date;
  warnings: Pick<Finding, 'code' | 'path' | 'message' | 'help'>[];
  /** The test cases that were published with it. */
  cases: SuiteCase[];
}
