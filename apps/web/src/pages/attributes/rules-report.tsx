import type { AttributeRulesReport } from '@virlab/contracts';
import { Card, CardList, Chip, Note, RawValue } from '@virlab/ui';
import type { ReactNode } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './attributes.module.css';

/** What would be different with other files in force: what stops them first, then what is lost, then the rest. */
export function RulesReport({
  report,
  wordOf,
}: {
  report: AttributeRulesReport;
  wordOf: (version: number) => string;
}) {
  const texts = useTexts().staff.attributes.rules;
  const { faults, skipped, attributes, filters, gone, ruledButUnknown } = report;
  const differs = attributes.length + filters.length > 0;
  return (
    <section className={classes.report} aria-label={texts.report} data-testid="rules-report">
      <h3>
        {texts.report}, {texts.against(report.current === 0 ? texts.shippedFiles : wordOf(report.current))}
      </h3>
      {!report.usable ? (
        <Note tone="bad" role="alert">
          <p>{texts.unusable(faults.length)}</p>
        </Note>
      ) : report.locksOut ? (
        <Note tone="bad" role="alert">
          <p>{texts.locksOut}</p>
        </Note>
      ) : !differs ? (
        <Note tone="ok" role="status">
          <p>{report.unchanged ? texts.same : texts.sameMeaning}</p>
        </Note>
      ) : null}
      <Found title={texts.faults} found={faults} />
      <Gone gone={gone} />
      {attributes.length > 0 ? <Attributes attributes={attributes} /> : null}
      {filters.length > 0 ? <Filters filters={filters} /> : null}
      {ruledButUnknown.length > 0 ? (
        <Note tone="hold">
          <p>{texts.ruledButUnknown(ruledButUnknown.join(', '))}</p>
        </Note>
      ) : null}
      <Found title={texts.skipped} found={skipped} />
    </section>
  );
}

function Found({ title, found }: { title: string; found: AttributeRulesReport['faults'] }) {
  const texts = useTexts().staff.attributes.rules;
  if (found.length === 0) return null;
  return (
    <Card title={title} padded>
      <ul className={classes.found}>
        {found.map(({ file, code, message, line, column }) => (
          <li key={`${file} ${line} ${column} ${code} ${message}`}>
            <code>{texts.place(texts.file[file], line, column)}</code>
            <br />
            {message}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Gone({ gone }: { gone: AttributeRulesReport['gone'] }) {
  const texts = useTexts().staff.attributes.rules;
  const format = useFormat();
  if (gone.length === 0) return null;
  return (
    <Card title={texts.gone}>
      <CardList label={texts.gone}>
        {gone.map(({ id, rules }) => (
          <Row key={`${id} ${rules?.length}`} id={id} chip={<Chip tone="bad">{texts.changes.removed}</Chip>}>
            {rules ? texts.goneByRules(format.list(rules)) : texts.goneIdentifier}
          </Row>
        ))}
      </CardList>
    </Card>
  );
}

const TONES = { added: 'ok', removed: 'bad', changed: 'hold' } as const;

function Attributes({ attributes }: { attributes: AttributeRulesReport['attributes'] }) {
  const texts = useTexts().staff.attributes.rules;
  return (
    <Card title={texts.changed}>
      <CardList label={texts.changed}>
        {attributes.map(({ id, change, namesAdded, namesRemoved, decoder, caseSensitive, requested }) => (
          <Row key={id} id={id} chip={<Chip tone={TONES[change]}>{texts.changes[change]}</Chip>}>
            {[
              ...namesAdded.map(({ name }) => texts.nameAdded(name)),
              ...namesRemoved.map(({ name }) => texts.nameRemoved(name)),
              ...(decoder
                ? [
                    texts.decoder(
                      texts.decoders[decoder.from] ?? decoder.from,
                      texts.decoders[decoder.to] ?? decoder.to,
                    ),
                  ]
                : []),
              ...(caseSensitive ? [texts.caseSensitive(caseSensitive.to)] : []),
              ...(requested ? [texts.requested(requested.to)] : []),
            ].join('; ')}
          </Row>
        ))}
      </CardList>
    </Card>
  );
}

const FILTER_TONES = { stricter: 'hold', looser: 'bad', both: 'bad', rewritten: 'off' } as const;

function Filters({ filters }: { filters: AttributeRulesReport['filters'] }) {
  const texts = useTexts().staff.attributes.rules;
  return (
    <Card title={texts.filters}>
      <CardList label={texts.filters}>
        {filters.map(({ attributeId, change, nowKept, nowDropped }) => (
          <Row
            key={attributeId}
            id={attributeId}
            chip={<Chip tone={FILTER_TONES[change]}>{texts.filterChanges[change]}</Chip>}
          >
            {change === 'rewritten' ? texts.rewritten : null}
            {[
              ...(nowKept.length > 0 ? [texts.nowKept(nowKept.join(', '))] : []),
              ...(nowDropped.length > 0 ? [texts.nowDropped(nowDropped.join(', '))] : []),
            ].join('; ')}
          </Row>
        ))}
      </CardList>
    </Card>
  );
}

function Row({ id, chip, children }: { id: string; chip: ReactNode; children: ReactNode }) {
  return (
    <li className={classes.reportRow}>
      <span className={classes.reportHead}>
        <RawValue>{id}</RawValue> {chip}
      </span>
      <span className={classes.reason}>{children}</span>
    </li>
  );
}
