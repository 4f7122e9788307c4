import { ATTRIBUTE_KINDS } from '../attributes/attribute-word';
import type { SentenceTexts, StaffAttribute } from './sentence/en';

/** What an attribute is called before people who write rules. */
export function attributeName(texts: SentenceTexts, attr: string): StaffAttribute {
  const kind = ATTRIBUTE_KINDS[attr];
  if (kind) return texts.attributes[kind];
  return texts.virtual[attr] ?? texts.otherAttribute(attr);
}

/** Role and course of a course membership, also when it is written as a pattern. */
const MEMBERSHIP = /^([A-Z][A-Za-z]*)@\S*[:/]([A-Za-z0-9]+)$/;

/**
 * A value as people say it: `Learner of CS101` for the URN of a course membership, else the value itself. Whoever shows
 * it keeps the whole value at hand.
 */
export function shortValue(texts: SentenceTexts, attr: string, value: string): string {
  if (ATTRIBUTE_KINDS[attr] !== 'courses') return value;
  const [, role, course] = MEMBERSHIP.exec(value) ?? [];
  return role && course ? texts.courseRole(role, course) : value;
}
