import { ApiError } from '@virlab/api-client';
import { Button } from '@mantine/core';
import { Card, Page, PageHeader, RowsLoading, SearchField } from '@virlab/ui';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAudit } from '../../data/audit';
import { ProblemPage } from '../../shell/problem-page';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { AuditKinds } from './audit-kinds';
import { AuditTable } from './audit-table';
import classes from './audit.module.css';
import { ChainNote, ChainState } from './chain-state';
import { ExportTrail } from './export-trail';

/** Typing is not a question at every letter. */
const TYPING_MS = 250;

/** Who did what, when, from where, by which rule. Search and kind stand in the address. */
export default function AuditPage() {
  const { staff, shell } = useTexts();
  const texts = staff.audit;
  const [params, setParams] = useSearchParams();
  const kind = params.get('kind') ?? '';
  const search = params.get('q') ?? '';
  const change = (changes: { kind?: string; q?: string }) => {
    const all = { kind, q: search, ...changes };
    setParams(
      Object.entries(all).filter(([, value]) => value !== ''),
      { replace: true },
    );
  };
  const audit = useAudit({ kind, search });
  usePageTitle(texts.title);

  if (audit.error instanceof ApiError && !audit.data) return <ProblemPage problem={audit.error.problem} />;
  const events = audit.data?.pages.flatMap((page) => page.events) ?? [];
  const chain = audit.data?.pages[0]?.chain;
  return (
    <Page width="fluid">
      <PageHeader title={texts.title} actions={<ExportTrail kind={kind} search={search} />}>
        {texts.lead}
      </PageHeader>
      <div className={classes.filters}>
        <Search key={search} value={search} onSearch={(q) => change({ q })} />
        <AuditKinds kind={kind} onKind={(next) => change({ kind: next })} />
        {chain ? <ChainState chain={chain} /> : null}
      </div>
      {chain ? <ChainNote chain={chain} /> : null}
      {!audit.data ? (
        <RowsLoading rows={12} height={48} label={shell.loading} longLabel={shell.loadingLong} />
      ) : events.length === 0 ? (
        <Card padded>
          <p>{kind || search ? texts.none : texts.noneYet}</p>
          {kind || search ? (
            <Button className={classes.clear} onClick={() => change({ kind: '', q: '' })}>
              {texts.clear}
            </Button>
          ) : null}
        </Card>
      ) : (
        <>
          <AuditTable events={events} onSearch={(q) => change({ q, kind: '' })} />
          <div className={classes.foot}>
            {audit.hasNextPage ? (
              <Button loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
                {texts.older}
              </Button>
            ) : (
              <p className="vl-small vl-faint">{texts.end}</p>
            )}
          </div>
        </>
      )}
    </Page>
  );
}

/** The field; what was typed is asked for after a pause. */
function Search({ value, onSearch }: { value: string; onSearch: (value: string) => void }) {
  const { audit: texts } = useTexts().staff;
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onSearch(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);
  return (
    <SearchField wide label={texts.search} placeholder={texts.searchHint} value={typed} onChange={setTyped} />
  );
}
