import { ApiError } from '@virlab/api-client';
import type { PolicyDraft, ProposedPolicyCase } from '@virlab/contracts';
import { Note, Page, PageHeader, RowsLoading } from '@virlab/ui';
import { IconUserShield } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { usePolicyDraft, useProposedCase } from '../../data/policy-draft';
import { PolicyTabs } from '../../features/policy-tabs/policy-tabs';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { attributeName } from '../../texts/staff/attribute-name';
import { useTexts } from '../../texts/texts-provider';
import { BeginWithSomebody } from './begin-with-somebody';
import { CaseEditor } from './case-editor';
import { type CaseDocument, emptyForm, toForm } from './case-form';
import classes from './policy-cases.module.css';

/** A new test case: from nothing, or from somebody real (`?person=`, `?signIn=`), whom nobody can recognise in it. */
export default function NewCasePage() {
  const { staff, shell } = useTexts();
  const texts = staff.policy.cases;
  const [params] = useSearchParams();
  const person = params.get('person') ?? '';
  const signIn = params.get('signIn') ?? '';
  const draft = usePolicyDraft();
  const proposed = useProposedCase(person ? { person } : signIn ? { signIn } : undefined);
  usePageTitle(texts.newTitle);
  if (draft.error instanceof ApiError) return <ProblemPage problem={draft.error.problem} />;
  const isMaking = (person !== '' || signIn !== '') && proposed.isPending;
  return (
    <Page width="fluid">
      <PageHeader title={texts.newTitle}>{texts.leadNone}</PageHeader>
      <PolicyTabs />
      <div className={classes.new}>
        <BeginWithSomebody chosen={person} />
        {proposed.error instanceof ApiError ? <ProblemNote problem={proposed.error.problem} /> : null}
        {draft.data && !isMaking ? (
          <NewCase
            key={`${person} ${signIn} ${proposed.data === undefined}`}
            draft={draft.data}
            proposed={proposed.data}
          />
        ) : (
          <RowsLoading
            rows={4}
            height={72}
            label={isMaking ? texts.from.making : shell.loading}
            longLabel={shell.loadingLong}
          />
        )}
      </div>
    </Page>
  );
}

function NewCase({ draft, proposed }: { draft: PolicyDraft; proposed: ProposedPolicyCase | undefined }) {
  const { staff } = useTexts();
  const texts = staff.policy.cases;
  const format = useFormat();
  const navigate = useNavigate();
  const [now] = useState(() => Date.now());
  const document = proposed?.document as CaseDocument | undefined;
  const replaced = proposed?.replaced.map((attr) => attributeName(staff.sentence, attr).inSentence) ?? [];
  return (
    <>
      {proposed ? (
        <Note tone="accent" icon={<IconUserShield size={18} stroke={1.75} aria-hidden="true" />}>
          <p>{replaced.length > 0 ? texts.replaced(format.list(replaced)) : texts.replacedNothing}</p>
        </Note>
      ) : null}
      <CaseEditor
        start={
          proposed && document
            ? toForm(proposed.name, document, draft.timeZone)
            : emptyForm(now, draft.timeZone)
        }
        original={document}
        taken={new Set(draft.cases.map(({ name }) => name))}
        timeZone={draft.timeZone}
        readOnly={false}
        onSaved={(name) => void navigate(`/policy/cases?${new URLSearchParams({ case: name })}`)}
      />
    </>
  );
}
