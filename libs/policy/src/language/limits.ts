/** A policy of 500 rules still fits one person's head with search; more means that rules should use captures. */
export const MAX_RULES = 500;

/** Groups inside groups: deeper conditions cannot be read as a sentence. */
export const MAX_DEPTH = 8;

/** Operands of one `all` or `any`. */
export const MAX_OPERANDS = 64;

/** Tests in a whole policy: together with {@link MAX_VALUES_PER_ATTRIBUTE} it bounds the size of a trace. */
export const MAX_TESTS = 10_000;

/** Effects of one rule. */
export const MAX_EFFECTS = 32;

/** Identity providers named by one rule; a larger set is a registration authority or an entity category. */
export const MAX_IDPS_PER_RULE = 1_000;

/** Values listed in one `oneOf`, `startsWith`, `endsWith`, `hasScope` or `urnUnder`. */
export const MAX_VALUES_PER_TEST = 1_000;

/** Length of a value in UTF-16 units, in the policy and in what an identity provider sent. */
export const MAX_VALUE_LENGTH = 1_024;

/** Values of one attribute that a decision looks at. */
export const MAX_VALUES_PER_ATTRIBUTE = 1_000;

/** Length of a regular expression: RE2 is linear in the text but its program grows with the pattern. */
export const MAX_PATTERN_LENGTH = 256;

/** Instructions of a compiled regular expression; `\pL{1000}` is short text and a long program. */
export const MAX_PATTERN_PROGRAM = 2_000;

/** Captures that one template may use: each may multiply the classes that one rule gives. */
export const MAX_TEMPLATE_CAPTURES = 4;

/** Classes that one template effect may give one person; a person with more courses is a mistake of the pattern. */
export const MAX_TEMPLATE_REFS = 200;

/** Combinations of captures tried for one template effect, so that two captures of 1,000 values each stay cheap. */
export const MAX_TEMPLATE_TRIES = 10_000;

/** Length of the policy text in UTF-16 units: 500 rules of 1 KiB, and a parse of well under two seconds. */
export const MAX_SOURCE_LENGTH = 512 * 1024;

/** Nodes of a policy given as an object, so that a cyclic or endless one is refused. */
export const MAX_DOCUMENT_NODES = 200_000;

/** Nesting of a policy given as an object: every valid document is far flatter. */
export const MAX_DOCUMENT_DEPTH = 64;

/** Faults reported for one document: the thousandth tells nobody anything. */
export const MAX_FINDINGS = 200;

/** Values repeated in a node of the trace; the rest is counted, since a trace is stored and shown. */
export const MAX_SEEN_IN_TRACE = 20;

/** Values named in one grant as its reason. */
export const MAX_VALUES_IN_GRANT = 50;

/**
 * Work of one decision: a character read by a regular expression counts 1, a value compared counts 1. It lets a person
 * with 200 groups of 40 characters meet 500 patterns. Ordinary patterns read that in a tenth of a second, the slowest
 * that pass the other limits in some seconds. Beyond it the decision is refused with `too-costly`: by count and not by
 * clock, so that it stays deterministic.
 */
export const MAX_WORK = 4_000_000;

/** Test cases in one suite. */
export const MAX_SUITE_CASES = 1_000;

/** Longest lease or grace in days: ten years is longer than any enrolment. */
export const MAX_LEASE_DAYS = 3_660;
