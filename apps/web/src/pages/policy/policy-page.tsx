import { ApiError } from '@virlab/api-client';
import type { PublishedPolicy } from '@virlab/contracts';
import type { RuleSentence } from '@virlab/policy';
import { Button } from '@mantine/core';
import { Card, Page, PageHeader, RowsLoading, SearchField, WithSide } from '@virlab/ui';
import { usePolicy, useTitles } from '../../data/policy';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { usePageTitle } from '../../shell/use-page-title';
import { hasWords } from '../../texts/staff/has-words';
import { useTexts } from '../../texts/texts-provider';
import { useSearchParams } from 'react-router';
import { PolicyDocument } from './policy-document';
import { PolicySide } from './policy-side';
import classes from './policy.module.css';
import { RuleRow } from './rule-row';
import { plainSentence, sayRule } from '../../features/rule-sentence/say-rule';
import { warningsByRule } from './warnings-by-rule';

/** The policy in force, readable: every rule as a sentence, with how many people it fits now. */
export default function PolicyPage() {
  const { staff, shell } = useTexts();
  const policy = usePolicy();
  usePageTitle(staff.policy.title);
  if (policy.data) return <Policy policy={policy.data} />;
  if (policy.error instanceof ApiError) return <ProblemPage problem={policy.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={staff.policy.title}> </PageHeader>
      <RowsLoading rows={5} height={96} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}

function Policy({ policy }: { policy: PublishedPolicy }) {
  const { staff } = useTexts();
  const texts = staff.policy;
  const format = useFormat();
  const now = useNow(60_000);
  const titleOf = useTitles();
  const [params, setParams] = useSearchParams();
  const search = params.get('q') ?? '';
  const setSearch = (value: string) => setParams(value ? { q: value } : {}, { replace: true });

  const { byRule, others } = warningsByRule(policy);
  const rules = policy.rules.map((rule) => ({
    rule,
    pieces: sayRule(rule.sentence as RuleSentence, staff.sentence, titleOf),
  }));
  const shown = rules.filter(({ rule, pieces }) => {
    const told = [
      rule.id,
      rule.name,
      rule.owner,
      rule.note,
      rule.description,
      rule.yaml,
      plainSentence(pieces),
    ];
    return hasWords(told.join('\n'), search);
  });

  return (
    <Page width="fluid">
      <PageHeader
        title={texts.title}
        actions={<SearchField label={texts.search} value={search} onChange={setSearch} />}
      >
        {texts.lead(format.number(policy.version), format.since(policy.publishedAt, now), policy.author)}
        {policy.comment ? ` ${texts.comment(policy.comment)}` : ''}
      </PageHeader>
      <WithSide sideLabel={texts.side} side={<PolicySide policy={policy} byRule={byRule} others={others} />}>
        {shown.length > 0 ? (
          <section aria-label={texts.rules}>
            <Card>
              {shown.map(({ rule, pieces }) => (
                <RuleRow key={rule.id} rule={rule} pieces={pieces} warnings={byRule.get(rule.id) ?? []} />
              ))}
            </Card>
          </section>
        ) : (
          <Card padded>
            <p>{policy.rules.length === 0 ? texts.noRules : texts.noneFound}</p>
            {search ? (
              <Button className={classes.clear} onClick={() => setSearch('')}>
                {texts.clear}
              </Button>
            ) : null}
          </Card>
        )}
        <PolicyDocument yaml={policy.yaml} />
      </WithSide>
    </Page>
  );
}
