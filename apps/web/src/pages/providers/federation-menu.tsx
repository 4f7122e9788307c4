import { ApiError } from '@virlab/api-client';
import type { Federation, Problem } from '@virlab/contracts';
import { ActionIcon, Menu } from '@mantine/core';
import { ConfirmDialog } from '@virlab/ui';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useFederationSteps } from '../../data/federations';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';

export interface FederationMenuProps {
  federation: Federation;
  onDetails: () => void;
  /** Told what was refused, and undefined when something is tried anew. */
  onFailure: (problem: Problem | undefined) => void;
}

/** What can be done with a federation; what takes ways in away is asked about first. */
export function FederationMenu({ federation, onDetails, onFailure }: FederationMenuProps) {
  const { shell, staff } = useTexts();
  const texts = staff.federation.federation;
  const format = useFormat();
  const announce = useAnnounce();
  const { change, refresh, remove } = useFederationSteps(federation.id);
  const [asking, setAsking] = useState<'off' | 'remove'>();
  const { title, enabled, people, id } = federation;
  const close = () => setAsking(undefined);
  const told = (done?: () => void) => {
    onFailure(undefined);
    return {
      onSuccess: done,
      onError: (error: Error) => onFailure(error instanceof ApiError ? error.problem : undefined),
      onSettled: close,
    };
  };
  const switchOff = () => change.mutate({ enabled: false }, told());
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={texts.more(title)}>
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onDetails}>{texts.details}</Menu.Item>
          <Menu.Item
            disabled={!enabled}
            onClick={() =>
              refresh.mutate(
                undefined,
                told(() => announce(texts.lookStarted(title))),
              )
            }
          >
            {texts.lookNow}
          </Menu.Item>
          <Menu.Item component={Link} to={`/providers/add?replace=${encodeURIComponent(id)}`}>
            {texts.newKeys}
          </Menu.Item>
          {enabled ? (
            <Menu.Item onClick={() => setAsking('off')}>{texts.switchOff}</Menu.Item>
          ) : (
            <Menu.Item onClick={() => change.mutate({ enabled: true }, told())}>{texts.switchOn}</Menu.Item>
          )}
          <Menu.Item onClick={() => setAsking('remove')}>{texts.remove}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking !== undefined}
        title={asking === 'remove' ? texts.removeTitle(title) : texts.offTitle(title)}
        confirm={asking === 'remove' ? texts.remove : texts.switchOff}
        cancel={shell.cancel}
        onCancel={close}
        onConfirm={() => (asking === 'remove' ? remove.mutate(undefined, { onSuccess: close }) : switchOff())}
        lesser={asking === 'remove' && enabled ? { word: texts.switchOff, onClick: switchOff } : undefined}
      >
        <p>{people > 0 ? texts.loss(format.number(people), people === 1) : texts.noLoss}</p>
        <p>{asking === 'remove' ? texts.removeKeeps : texts.offKeeps}</p>
      </ConfirmDialog>
    </>
  );
}
