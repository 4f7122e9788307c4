import type { BreakGlass } from '@virlab/contracts';
import { Card, KeyValues, Note, Section } from '@virlab/ui';
import { useState } from 'react';
import { BreakGlassLines } from '../../shell/break-glass-strip';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';

const MINUTE_MS = 60_000;

/** Whether somebody is in, how many accounts there are, and when a drill last proved that it works. */
export function BreakGlassState({ state }: { state: BreakGlass }) {
  const { state: texts } = useTexts().breakGlass;
  const format = useFormat();
  const [now] = useState(() => Date.now());
  const { active, accounts, lastDrillAt, drillFailedAt } = state;
  const sinceDrill = lastDrillAt === undefined ? 0 : now - Date.parse(lastDrillAt);
  const ago = sinceDrill < MINUTE_MS ? texts.justNow : texts.ago(format.duration(sinceDrill));
  return (
    <>
      {active.length > 0 ? <BreakGlassLines state={state} /> : null}
      <Section title={texts.title}>
        <Card padded>
          {active.length === 0 ? <p>{texts.nobody}</p> : null}
          <KeyValues
            entries={[
              [texts.accounts, accounts === 0 ? texts.noAccounts : format.number(accounts)],
              [texts.lastDrill, lastDrillAt === undefined ? texts.noDrill : ago],
            ]}
          />
          {drillFailedAt === undefined ? null : (
            <Note tone="bad">{texts.failed(format.stamp(drillFailedAt))}</Note>
          )}
        </Card>
      </Section>
    </>
  );
}
