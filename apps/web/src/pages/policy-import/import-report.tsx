import type { ImportNote, PolicyDraft, PolicyImport } from '@virlab/contracts';
import { Card, CardList, Chip, Figures, Note, StateGlyph } from '@virlab/ui';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { ImportedRules } from './imported-rules';
import { MapTargets } from './map-targets';
import classes from './policy-import.module.css';
import { WholePolicy } from './whole-policy';

export interface ImportReportProps {
  report: PolicyImport;
  draft: PolicyDraft;
  /** Reads the file again with what its names stand for here. */
  onTargets: (targets: Record<string, string>) => void;
}

const FATES = ['changed', 'lost', 'kept'] as const;
const TONES = { kept: 'ok', changed: 'hold', lost: 'bad' } as const;

/** What was kept, what was changed in meaning and how, what could not be kept; then the rules to choose from. */
export function ImportReport({ report, draft, onTargets }: ImportReportProps) {
  const { staff } = useTexts();
  const texts = staff.policy.imports;
  const format = useFormat();
  const of = (fate: ImportNote['fate']) => report.notes.filter((note) => note.fate === fate);
  return (
    <>
      <div>
        <p className={classes.recognised} role="status">
          {texts.recognised(texts.kinds[report.kind])}
        </p>
        <Figures
          label={texts.counts}
          figures={FATES.map((fate) => ({
            value: format.number(of(fate).length),
            words: texts.fates[fate],
            tone: of(fate).length > 0 ? TONES[fate] : 'off',
          }))}
        />
      </div>
      {report.goesTo === 'attribute-rules' ? (
        <Note tone="accent" icon={<IconArrowRight size={18} stroke={1.75} aria-hidden="true" />}>
          <p>
            {texts.attributeRules.body} <Link to="/attributes/rules">{texts.attributeRules.link}</Link>
          </p>
        </Note>
      ) : null}
      {report.unmapped.length > 0 ? <MapTargets names={report.unmapped} onTargets={onTargets} /> : null}
      {FATES.map((fate) => (
        <Notes key={fate} fate={fate} notes={of(fate)} />
      ))}
      {report.findings.length > 0 ? (
        <Card title={texts.findings}>
          <CardList label={texts.findings}>
            {report.findings.map(({ code, path, severity, message, help }) => (
              <li key={`${code} ${path} ${message}`} className={classes.note}>
                <span className={classes.glyph} data-severity={severity}>
                  <StateGlyph shape="failed" plain />
                </span>
                <span>
                  <code>{path}</code> {staff.policy.warning[code] ?? message} {help}
                </span>
              </li>
            ))}
          </CardList>
        </Card>
      ) : null}
      {report.goesTo === 'draft' ? (
        <>
          <ImportedRules rules={report.rules} draft={draft} />
          {report.source === undefined ? null : (
            <WholePolicy source={report.source} cases={report.cases ?? []} draft={draft} />
          )}
        </>
      ) : null}
    </>
  );
}

/** Notes that are shown before the rest is asked for. */
const FEW = 20;

function Notes({ fate, notes }: { fate: ImportNote['fate']; notes: readonly ImportNote[] }) {
  const { staff } = useTexts();
  const texts = staff.policy.imports;
  const format = useFormat();
  const rows = (list: readonly ImportNote[]) =>
    list.map(({ code, place, message }, index) => (
      <li key={index} className={classes.note} title={code}>
        <code className={classes.place}>{place}</code>
        <span>{message}</span>
      </li>
    ));
  return (
    <Card
      title={texts.fates[fate]}
      aside={<Chip tone={notes.length > 0 ? TONES[fate] : 'off'}>{format.number(notes.length)}</Chip>}
    >
      {notes.length === 0 ? (
        <p className={classes.none}>{texts.none[fate]}</p>
      ) : fate === 'kept' || notes.length > FEW ? (
        <details className={classes.details} open={fate !== 'kept'}>
          <summary>{texts.fates[fate]}</summary>
          <CardList label={texts.fates[fate]}>{rows(notes)}</CardList>
        </details>
      ) : (
        <CardList label={texts.fates[fate]}>{rows(notes)}</CardList>
      )}
    </Card>
  );
}
