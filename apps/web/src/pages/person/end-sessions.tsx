import { Button } from '@mantine/core';
import { ConfirmDialog } from '@virlab/ui';
import { IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useEndSessionsOf } from '../../data/session';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';

/** Signs a person out everywhere, after asking once more. */
export function EndSessions({ person }: { person: { id: string; displayName: string } }) {
  const { staff, shell, errors } = useTexts();
  const texts = staff.people.one.signOut;
  const format = useFormat();
  const announce = useAnnounce();
  const end = useEndSessionsOf();
  const [isAsking, setAsking] = useState(false);
  const [told, setTold] = useState('');
  const say = (text: string) => {
    setTold(text);
    announce(text);
  };
  const go = () => {
    setAsking(false);
    end.mutate(person.id, {
      onSuccess: ({ ended }) => say(ended === 1 ? texts.oneEnded : texts.ended(format.number(ended))),
      onError: () => say(errors.internal.title),
    });
  };
  return (
    <>
      {told ? <span className="vl-small vl-muted">{told}</span> : null}
      <Button
        leftSection={<IconLogout size={16} stroke={1.75} aria-hidden="true" />}
        loading={end.isPending}
        onClick={() => setAsking(true)}
      >
        {texts.button}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={texts.title(person.displayName)}
        confirm={texts.button}
        cancel={shell.cancel}
        onConfirm={go}
        onCancel={() => setAsking(false)}
      >
        {texts.loss}
      </ConfirmDialog>
    </>
  );
}
