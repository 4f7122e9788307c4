import type { PolicyDraft, PolicyFinding } from '@virlab/contracts';
import { Card, CardList, Chip, Note, StateGlyph, VerdictGlyph } from '@virlab/ui';
import { IconListDetails, IconShieldCheck, IconUserShield } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { findingWords } from './finding-words';
import classes from './policy.module.css';

/** What the check of the draft found, each with its place and the next step, and what holds for all of it. */
export function DraftCheck({ draft, mayEdit }: { draft: PolicyDraft; mayEdit: boolean }) {
  const { staff } = useTexts();
  const texts = staff.policy;
  const nameOf = new Map(draft.rules.map(({ id, name }) => [id, name]));
  return (
    <>
      <Card
        title={texts.check}
        icon={<IconShieldCheck size={18} stroke={1.75} aria-hidden="true" />}
        aside={<Verdict draft={draft} />}
      >
        <CardList label={texts.check}>
          <Cases draft={draft} mayEdit={mayEdit} />
          {draft.check.findings.map((finding) => (
            <Finding
              key={`${finding.code} ${finding.path} ${finding.message}`}
              finding={finding}
              about={nameOf.get(finding.ruleId ?? '')}
              mayEdit={mayEdit}
            />
          ))}
        </CardList>
      </Card>
      {draft.approval.needed ? (
        <Note icon={<IconUserShield size={18} stroke={1.75} aria-hidden="true" />}>
          <p>{texts.list.twoPersons}</p>
        </Note>
      ) : null}
      <Note icon={<IconListDetails size={18} stroke={1.75} aria-hidden="true" />}>
        <p>{texts.order}</p>
        <p className={classes.zone}>{texts.timeZone(draft.timeZone)}</p>
      </Note>
    </>
  );
}

function Verdict({ draft: { check } }: { draft: PolicyDraft }) {
  const { staff } = useTexts();
  const texts = staff.policy.list;
  const format = useFormat();
  const faults = check.findings.filter(({ severity }) => severity === 'error').length;
  if (faults > 0) return <Chip tone="bad">{texts.faults(format.number(faults), faults === 1)}</Chip>;
  if (!check.passes) return <Chip tone="bad">{texts.failing}</Chip>;
  return <Chip tone="ok">{texts.all}</Chip>;
}

function Cases({ draft: { check }, mayEdit }: { draft: PolicyDraft; mayEdit: boolean }) {
  const { staff } = useTexts();
  const texts = staff.policy.list;
  const format = useFormat();
  const all = check.cases.length;
  const failed = check.cases.filter(({ passed }) => !passed).length;
  const verdict = all === 0 ? 'notAsked' : failed > 0 ? 'false' : 'true';
  return (
    <li className={classes.finding}>
      <span className={classes.findingGlyph}>
        <VerdictGlyph verdict={verdict} />
      </span>
      <span>
        {all === 0 ? (
          <>
            {texts.noCases}{' '}
            {mayEdit ? (
              <Link className={classes.step} to="/policy/cases">
                {texts.addCase}
              </Link>
            ) : null}
          </>
        ) : failed > 0 ? (
          <>
            {texts.casesFail(format.number(failed), failed === 1)}{' '}
            <Link className={classes.step} to="/policy/cases?show=failing">
              {texts.showFailing}
            </Link>
          </>
        ) : (
          texts.casesPass(format.number(all), format.number(all))
        )}
      </span>
    </li>
  );
}

interface FindingProps {
  finding: PolicyFinding;
  about: string | undefined;
  mayEdit: boolean;
}

function Finding({ finding, about, mayEdit }: FindingProps) {
  const { staff } = useTexts();
  const texts = staff.policy;
  const format = useFormat();
  const { code, severity, path, ruleId, people, didYouMean, help } = finding;
  const words = findingWords(texts.warning, finding);
  return (
    <li className={classes.finding} title={path}>
      <span className={classes.findingGlyph} data-severity={severity}>
        <StateGlyph shape="failed" plain />
      </span>
      <span>
        <b>{about ?? texts.whole}</b> {words}
        {people === undefined ? '' : ` ${texts.list.findingPeople(format.number(people), people === 1)}`}
        {didYouMean === undefined ? '' : ` ${texts.list.didYouMean(didYouMean)}`}
        {severity === 'error' && help !== undefined ? ` ${help}` : ''}{' '}
        {mayEdit && ruleId !== undefined && about !== undefined ? (
          <Link
            className={classes.step}
            to={`/policy/rules/${encodeURIComponent(ruleId)}?${new URLSearchParams({ at: path })}`}
          >
            {code === 'negated-missing' ? texts.list.sayWhatYouMean : texts.list.openRule}
          </Link>
        ) : null}
      </span>
    </li>
  );
}
