import type { PolicyDraft } from '@virlab/contracts';
import { Note } from '@virlab/ui';
import { IconUsers } from '@tabler/icons-react';
import { useFormat, useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './rule.module.css';

export interface PresenceNoteProps {
  draft: PolicyDraft;
  id: string;
  /** Somebody kept another text while this one is not kept. */
  isBehind: boolean;
}

/** Who else has the rule open now, and that they kept something meanwhile. */
export function PresenceNote({ draft, id, isBehind }: PresenceNoteProps) {
  const { rule: texts } = useTexts().staff;
  const format = useFormat();
  const { user } = useSession();
  const others = new Map(
    [
      ...draft.present.filter(({ ruleId }) => ruleId === id),
      ...(draft.rules.find((rule) => rule.id === id)?.editedBy ?? []),
    ]
      .filter(({ userId }) => userId !== user.id)
      .map(({ userId, displayName }) => [userId, displayName]),
  );
  if (others.size === 0 && !isBehind) return null;
  return (
    <div className={classes.matches}>
      <Note tone="hold" role="status" icon={<IconUsers size={18} stroke={1.75} aria-hidden="true" />}>
        {others.size > 0 ? (
          <p>{texts.presence(format.list([...others.values()]), others.size === 1)}</p>
        ) : null}
        {isBehind ? <p>{texts.newerTheirs}</p> : null}
      </Note>
    </div>
  );
}
