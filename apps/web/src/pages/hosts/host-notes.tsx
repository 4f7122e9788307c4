import type { Host } from '@virlab/contracts';
import { Note, StateGlyph } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './hosts.module.css';

/** What is wrong with hosts, what it means for people, and what the host said. */
export function HostNotes({ hosts }: { hosts: readonly Host[] }) {
  const { hosts: texts } = useTexts().staff;
  const format = useFormat();
  const now = useNow(60_000);
  const told = hosts.filter(({ health, fault }) => health !== 'ok' || fault !== undefined);
  if (told.length === 0) return null;
  return (
    <div className={classes.notes}>
      {told.map(({ id, title, health, since, machines, fault }) => (
        <Note
          key={id}
          tone="hold"
          icon={<StateGlyph shape={health === 'unproved' ? 'queued' : 'unknown'} plain />}
        >
          <p>
            {health === 'silent' ? (
              <>
                <b>{texts.silentNote(title, format.since(since, now))}</b>{' '}
                {machines.known === 0
                  ? texts.silentNoMachines
                  : texts.silentMeans(format.number(machines.known), machines.known === 1)}
              </>
            ) : health === 'unproved' ? (
              <>
                <b>{texts.unprovedNote(title)}</b> {texts.unprovedMeans}
              </>
            ) : (
              <b>{title}</b>
            )}
          </p>
          {fault ? (
            <p className={classes.fault}>
              {texts.fault}: <code>{fault}</code>
            </p>
          ) : null}
        </Note>
      ))}
    </div>
  );
}
