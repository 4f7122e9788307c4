import { attributesPt as attributesPagePt } from './attributes/pt';
import { auditPt } from './audit/pt';
import { classPt } from './class/pt';
import type { StaffTexts } from './en';
import { dryRunPt } from './dry-run/pt';
import { federationPt } from './federation/pt';
import { grantsPt } from './grants/pt';
import { hostsPt } from './hosts/pt';
import { peoplePt } from './people/pt';
import { poolPt } from './pool/pt';
import { poolsPt } from './pools/pt';
import { policyPt } from './policy/pt';
import { rulePt } from './rule/pt';
import { sentencePt } from './sentence/pt';
import { usagePt } from './usage/pt';
import { whyPt } from './why/pt';

export const staffPt: StaffTexts = {
  class: classPt,
  rule: rulePt,
  sentence: sentencePt,
  policy: policyPt,
  why: whyPt,
  dryRun: dryRunPt,
  people: peoplePt,
  federation: federationPt,
  grants: grantsPt,
  hosts: hostsPt,
  pool: poolPt,
  pools: poolsPt,
  usage: usagePt,
  attributes: attributesPagePt,
  audit: auditPt,
};
