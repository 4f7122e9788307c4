import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { useTexts } from '../../texts/texts-provider';
import classes from './add-provider.module.css';

/** What one request may carry, in characters; the metadata of one provider has some 5,000 to 20,000. */
const MOST_CHARACTERS = 240_000;

export interface FileChoiceProps {
  name: string | undefined;
  fault: string | undefined;
  onFile: (file: { name: string; xml: string }) => void;
  onFault: (fault: string) => void;
}

/** Chooses a metadata file and reads it here; it goes to the server as text. */
export function FileChoice({ name, fault, onFile, onFault }: FileChoiceProps) {
  const { adding: texts } = useTexts().staff.federation;
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const read = async (file: File | undefined) => {
    if (!file) return;
    const xml = file.size > MOST_CHARACTERS ? '' : await file.text();
    if (xml === '' || xml.length > MOST_CHARACTERS) onFault(texts.fileTooLarge);
    else onFile({ name: file.name, xml });
  };
  return (
    <div className={classes.file}>
      <label htmlFor={id} className={classes.fileLabel}>
        {texts.file}
      </label>
      <div className={classes.fileRow}>
        <input
          ref={input}
          id={id}
          type="file"
          accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
          className="vl-hidden"
          tabIndex={-1}
          aria-describedby={`${id}-hint`}
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
        <Button
          leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden="true" />}
          aria-describedby={`${id}-hint`}
          onClick={() => input.current?.click()}
        >
          {texts.chooseFile}
        </Button>
        {name ? <code>{name}</code> : null}
      </div>
      <p
        id={`${id}-hint`}
        className={classes.hint}
        data-fault={fault !== undefined}
        role={fault ? 'alert' : undefined}
      >
        {fault ?? texts.fileHint}
      </p>
    </div>
  );
}
