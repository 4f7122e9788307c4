import type { ImportKind } from '@virlab/contracts';
import { Button, FileInput, NativeSelect, Textarea } from '@mantine/core';
import { Card } from '@virlab/ui';
import { type SyntheticEvent, useState } from 'react';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-import.module.css';

/** What is sent to be read. */
export interface ChosenFile {
  text: string;
  fileName?: string;
  kind?: ImportKind;
}

export interface ChooseFileProps {
  /** True until something was read: then reading is the filled button. */
  isFirst: boolean;
  isBusy: boolean;
  onChosen: (file: ChosenFile) => void;
}

/** A file, or its text, and what it is. */
export function ChooseFile({ isFirst, isBusy, onChosen }: ChooseFileProps) {
  const { staff } = useTexts();
  const texts = staff.policy.imports;
  const [file, setFile] = useState<File | null>(null);
  const [pasted, setPasted] = useState('');
  const [kind, setKind] = useState<ImportKind | ''>('');
  const [fault, setFault] = useState<string>();
  const read = async (event: SyntheticEvent) => {
    event.preventDefault();
    const text = file ? await file.text() : pasted;
    if (text.trim() === '') return setFault(texts.choose.need);
    setFault(undefined);
    onChosen({ text, ...(file ? { fileName: file.name } : {}), ...(kind ? { kind } : {}) });
  };
  const kinds = Object.entries(texts.kinds).map(([value, label]) => ({ value, label }));
  return (
    <Card title={texts.choose.title} padded>
      <form className={classes.choose} onSubmit={(event) => void read(event)} noValidate>
        <FileInput
          label={texts.choose.file}
          placeholder={texts.choose.filePlaceholder}
          accept=".yaml,.yml,.json,.xml,.txt"
          clearable
          value={file}
          error={fault}
          onChange={setFile}
        />
        <NativeSelect
          label={texts.choose.kind}
          value={kind}
          data={[{ value: '', label: texts.choose.anyKind }, ...kinds]}
          onChange={(event) => setKind(event.currentTarget.value as ImportKind | '')}
        />
        {file ? null : (
          <Textarea
            className={classes.pasted}
            label={texts.choose.text}
            rows={6}
            maxLength={524_288}
            spellCheck={false}
            classNames={{ input: classes.mono }}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
        )}
        <Button
          className={classes.read}
          type="submit"
          variant={isFirst ? 'filled' : 'default'}
          disabled={isBusy}
        >
          {texts.choose.read}
        </Button>
      </form>
    </Card>
  );
}
