import { Button } from '@mantine/core';
import { CopyButton } from '@virlab/ui';
import { IconFileText } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy.module.css';

/** The whole policy as the document that was published. */
export function PolicyDocument({ yaml }: { yaml: string }) {
  const { staff, shell } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <section className={classes.document} aria-label={staff.policy.document}>
      <Button
        variant="subtle"
        leftSection={<IconFileText size={16} stroke={1.75} aria-hidden="true" />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? staff.policy.hideDocument : staff.policy.showDocument}
      </Button>
      {isOpen ? (
        <div id={id} className={classes.yaml}>
          <pre tabIndex={0}>{yaml}</pre>
          <CopyButton text={yaml} word={staff.policy.copyYaml} copiedWord={shell.copied} />
        </div>
      ) : null}
    </section>
  );
}
