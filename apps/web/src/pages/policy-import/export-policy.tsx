import type { PolicyDraft } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card } from '@virlab/ui';
import { IconDownload } from '@tabler/icons-react';
import { api } from '../../data/api';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-import.module.css';

const ICON = <IconDownload size={16} stroke={1.75} aria-hidden="true" />;

/** Downloads of the policy as a resource file. */
export function ExportPolicy({ draft }: { draft: PolicyDraft }) {
  const { staff } = useTexts();
  const texts = staff.policy.imports.export;
  return (
    <Card title={texts.title} padded>
      <p className="vl-muted">{texts.body}</p>
      <div className={classes.downloads}>
        {draft.publishedVersion > 0 ? (
          <Button component="a" href={api.imports.exportUrl('published')} download leftSection={ICON}>
            {texts.published}
          </Button>
        ) : null}
        {draft.exists ? (
          <Button component="a" href={api.imports.exportUrl('draft')} download leftSection={ICON}>
            {texts.draft}
          </Button>
        ) : null}
      </div>
    </Card>
  );
}
