import type { PolicyDraft } from '@virlab/contracts';
import { ActionIcon, Menu } from '@mantine/core';
import { ConfirmDialog } from '@virlab/ui';
import { IconArrowsDiff, IconDots, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';

export interface DraftMenuProps {
  draft: PolicyDraft;
  onDiscard: () => void;
}

/** What can be done with the draft as a whole. */
export function DraftMenu({ draft, onDiscard }: DraftMenuProps) {
  const { staff } = useTexts();
  const texts = staff.policy.list;
  const format = useFormat();
  const [isAsking, setAsking] = useState(false);
  const names = format.list(draft.authors.map(({ displayName }) => displayName));
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" aria-label={texts.more} title={texts.more}>
            <IconDots size={18} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {draft.publishedVersion > 0 ? (
            <Menu.Item
              component={Link}
              to={`/policy/versions?from=${draft.publishedVersion}&to=draft`}
              leftSection={<IconArrowsDiff size={16} stroke={1.75} aria-hidden="true" />}
            >
              {texts.compare}
            </Menu.Item>
          ) : null}
          <Menu.Item
            leftSection={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => setAsking(true)}
          >
            {texts.discard}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isAsking}
        title={texts.discardTitle}
        confirm={texts.discard}
        cancel={texts.keep}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          onDiscard();
        }}
      >
        <p>{texts.discardBody(texts.changes(format.number(draft.changes), draft.changes === 1), names)}</p>
      </ConfirmDialog>
    </>
  );
}
