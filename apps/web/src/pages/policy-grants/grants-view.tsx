import { ApiError } from '@virlab/api-client';
import type { ManualGrant, ManualGrants } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, ConfirmDialog, Note, Page, PageHeader, Section } from '@virlab/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useRevokeGrant } from '../../data/grants';
import { PolicyTabs } from '../../features/policy-tabs/policy-tabs';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useFormat, useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { GrantForm } from './grant-form';
import { GrantsTable } from './grants-table';
import classes from './policy-grants.module.css';
import { rightWords } from './right-words';

/** The form when it is asked for, then what is valid, then what is over. */
export function GrantsView({ grants, longestDays }: ManualGrants) {
  const { staff, shell } = useTexts();
  const texts = staff.grants;
  const format = useFormat();
  const mayGive = useSession().abilities.includes('grants.write');
  const [params, setParams] = useSearchParams();
  const isDeep = ['person', 'class', 'target'].some((name) => params.has(name));
  const [isOpen, setOpen] = useState(isDeep);
  const [said, setSaid] = useState<string>();
  const [leaving, setLeaving] = useState<ManualGrant>();
  const revoke = useRevokeGrant();
  const valid = grants.filter(({ state }) => state === 'valid');
  const over = grants.filter(({ state }) => state !== 'valid');
  const close = () => {
    setOpen(false);
    setParams({}, { replace: true });
  };
  const given = (grant: ManualGrant) => {
    setSaid(texts.givenNote(rightWords(grant, staff), grant.to.title, format.stamp(grant.validUntil)));
    close();
  };
  const takeBack = (grant: ManualGrant) => {
    setLeaving(undefined);
    revoke.mutate(grant.id, {
      onSuccess: () => setSaid(texts.takenBackNote(rightWords(grant, staff), grant.to.title)),
    });
  };
  const step = (
    <Button variant="filled" onClick={() => setOpen(true)}>
      {texts.give}
    </Button>
  );
  return (
    <Page width="fluid">
      <PageHeader title={texts.title} actions={mayGive && !isOpen && valid.length > 0 ? step : null}>
        {texts.lead}
      </PageHeader>
      <PolicyTabs grants={valid.length} />
      <div className={classes.parts}>
        <div role="status">{said ? <Note tone="ok">{said}</Note> : null}</div>
        {revoke.error instanceof ApiError ? <ProblemNote problem={revoke.error.problem} /> : null}
        {mayGive && isOpen ? (
          <GrantForm
            longestDays={longestDays}
            begin={{
              person: params.get('person') ?? '',
              class: params.get('class') ?? '',
              target: params.get('target') ?? '',
            }}
            onGiven={given}
            onClose={close}
          />
        ) : null}
        <Section title={texts.valid}>
          <Card>
            {valid.length > 0 ? (
              <GrantsTable
                label={`${texts.title}: ${texts.valid}`}
                grants={valid}
                {...(mayGive ? { onTakeBack: setLeaving } : {})}
              />
            ) : (
              <div className={classes.none}>
                <p>
                  <b>{texts.none}</b>
                </p>
                <p className="vl-reading vl-muted">{texts.noneText}</p>
                {mayGive && !isOpen ? step : null}
              </div>
            )}
          </Card>
        </Section>
        {over.length > 0 ? (
          <Section title={texts.over}>
            <Card>
              <GrantsTable label={`${texts.title}: ${texts.over}`} grants={over} />
            </Card>
          </Section>
        ) : null}
      </div>
      <ConfirmDialog
        opened={leaving !== undefined}
        title={leaving ? texts.takeBackOf(rightWords(leaving, staff), leaving.to.title) : ''}
        confirm={texts.takeBack}
        cancel={shell.cancel}
        onConfirm={() => leaving && takeBack(leaving)}
        onCancel={() => setLeaving(undefined)}
      >
        <p>{leaving ? texts.takeBackText(rightWords(leaving, staff)) : ''}</p>
      </ConfirmDialog>
    </Page>
  );
}
