import './language/without-eval';
export { compilePolicy, type CompileResult } from './compile/compile-policy';
export { parsePolicyText, type PolicyText } from './compile/read-document';
export { defaultAdminRoles, type CompileContext } from './compile/compile-context';
export { compareDecisions, type RightDifference } from './compare/compare-decisions';
export type { MoveCause } from './compare/cause-of-move';
export { diffPolicies, type PolicyDiff, type RuleDiff } from './diff/diff-policies';
export { diffParts, type Fate, type MergedPart } from './diff/diff-parts';
export type { FieldDiff } from './diff/diff-fields';
export type { RuleTable } from './compile/rule-table';
export {
  conditionKinds,
  isOp,
  isVirtual,
  ops,
  virtualAttributes,
  type ConditionKind,
  type Op,
  type Test,
  type TimeWindow,
  type VirtualAttribute,
} from './conditions';
export { wallClock, weekdayOf, type WallTime } from './conditions/zoned-time';
export { canonicalInput } from './decide/canonical-input';
export { checkLastAdmin } from './decide/check-last-admin';
export { decide } from './decide/decide';
export { traceWith } from './decide/decided-trace';
export {
  refusalCodes,
  type DecidingValue,
  type Decision,
  type Denial,
  type Grant,
  type Refusal,
  type RefusalCode,
} from './decide/decision';
export type { DecisionFacts, DecisionInput, DroppedValue, GivenByHand } from './decide/decision-input';
export { joinGrantsByHand } from './decide/join-grants-by-hand';
export type {
  Conflict,
  ConflictReason,
  RuleOutcome,
  Trace,
  TraceByHand,
  TraceGift,
  TraceNode,
  TraceRule,
} from './decide/trace';
export { describeRule } from './explain/describe-rule';
export { explainNothing } from './explain/explain-nothing';
export { explainNearest, explainTarget } from './explain/explain-target';
export type {
  Answer,
  AttributeFate,
  Cause,
  ExplainedNode,
  Explanation,
  NearestExplanation,
  NothingExplained,
  Wanted,
  Way,
} from './explain/explanation';
export type { AskedTarget } from './explain/find-ways';
export {
  sentenceKeys,
  type RuleSentence,
  type SentenceKey,
  type SentencePart,
  type ValueKind,
} from './explain/rule-sentence';
export type {
  ClassEffect,
  DenyEffect,
  Effect,
  LimitEffect,
  PoolEffect,
  Quota,
  RoleEffect,
} from './language/effect';
export { affiliations } from './lint/vocabulary';
export { findingCodes, type Finding, type FindingCode } from './language/finding';
export * from './language/limits';
export { LANGUAGE_VERSION, type Cond, type Defaults, type PolicySet, type Rule } from './language/policy-set';
export { readRule, type ReadRule } from './schema/read-rule';
export { completionsFor, type Completion, type Completions } from './schema/completions-for';
export { policyJsonSchema, ruleJsonSchema } from './schema/json-schema';
export { stringifyPolicy, stringifyRule } from './language/stringify-policy';
export type { AnyTarget, ClassRole, Target } from './language/target';
export { readSuite } from './suite/read-suite';
export { runSuite, type CaseResult, type Difference, type SuiteResult } from './suite/run-suite';
export { suiteCaseSchema, type SuiteCase, type SuiteExpectation } from './suite/suite-case';
