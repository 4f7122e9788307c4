import { attributesEn as attributesPageEn } from './attributes/en';
import { auditEn } from './audit/en';
import { classEn } from './class/en';
import { dryRunEn } from './dry-run/en';
import { federationEn } from './federation/en';
import { grantsEn } from './grants/en';
import { hostsEn } from './hosts/en';
import { peopleEn } from './people/en';
import { poolEn } from './pool/en';
import { poolsEn } from './pools/en';
import { policyEn } from './policy/en';
import { ruleEn } from './rule/en';
import { sentenceEn } from './sentence/en';
import { usageEn } from './usage/en';
import { whyEn } from './why/en';

/** The pages of instructors, identity admins and operators. */
export const staffEn = {
  class: classEn,
  rule: ruleEn,
  sentence: sentenceEn,
  policy: policyEn,
  why: whyEn,
  dryRun: dryRunEn,
  people: peopleEn,
  federation: federationEn,
  grants: grantsEn,
  hosts: hostsEn,
  pool: poolEn,
  pools: poolsEn,
  usage: usageEn,
  attributes: attributesPageEn,
  audit: auditEn,
};

export type StaffTexts = typeof staffEn;
