import type { AuditPage } from '@virlab/contracts';
import { Chip, Note, StateGlyph } from '@virlab/ui';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './audit.module.css';

type Chain = AuditPage['chain'];

/** Whether the trail is as it was written, in a few words. */
export function ChainState({ chain }: { chain: Chain }) {
  const { audit: texts } = useTexts().staff;
  const format = useFormat();
  const now = useNow(60_000);
  const when = format.since(chain.checkedAt, now);
  return (
    <span className={classes.chain} data-testid="chain" data-unbroken={chain.unbroken}>
      <Chip tone={chain.unbroken ? 'ok' : 'bad'}>
        {chain.unbroken ? (
          <>
            <IconShieldCheck size={14} stroke={1.75} aria-hidden="true" />
            {texts.unbroken(format.number(chain.events), when)}
          </>
        ) : (
          <>
            <IconShieldX size={14} stroke={1.75} aria-hidden="true" />
            {texts.broken(format.number(chain.brokenAt ?? 0), when)}
          </>
        )}
      </Chip>
    </span>
  );
}

/** What a broken chain means and what to do; nothing while it is whole. */
export function ChainNote({ chain }: { chain: Chain }) {
  const { audit: texts } = useTexts().staff;
  const format = useFormat();
  if (chain.unbroken) return null;
  return (
    <div className={classes.note}>
      <Note tone="bad" role="alert" icon={<StateGlyph shape="failed" plain />}>
        <b>{texts.brokenNote(format.number(chain.brokenAt ?? 0))}</b> {texts.brokenMeans}
      </Note>
    </div>
  );
}
