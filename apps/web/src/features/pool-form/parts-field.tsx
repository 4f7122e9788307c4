import type { PoolDetail, PoolSettings } from '@virlab/contracts';
import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';
import { optionsOf } from './hosts-field';
import type { FaultAt } from './pool-faults';
import classes from './pool-form.module.css';

type Part = PoolSettings['parts'][number];

export interface PartsFieldProps {
  parts: readonly Part[];
  templates: PoolDetail['choices']['templates'];
  /** What a new machine of the lab is made of at first. */
  usual: string;
  faultAt: FaultAt;
  disabled: boolean;
  onChange: (parts: Part[]) => void;
}

/** The machines of a lab: a short name and a template each. */
export function PartsField({ parts, templates, usual, faultAt, disabled, onChange }: PartsFieldProps) {
  const { pool: texts } = useTexts().staff;
  const change = (index: number, more: Partial<Part>) =>
    onChange(parts.map((one, at) => (at === index ? { ...one, ...more } : one)));
  const isTooFew = parts.length < 2 ? faultAt('settings.parts') : undefined;
  return (
    <fieldset className={classes.group}>
      <legend>{texts.parts}</legend>
      {parts.map(({ name, templateId }, index) => {
        const nth = String(index + 1);
        return (
          <div key={index} className={classes.row}>
            <TextInput
              className={classes.grow}
              aria-label={texts.partName(nth)}
              value={name}
              maxLength={32}
              disabled={disabled}
              error={faultAt(`settings.parts.${index}.name`)}
              onChange={(event) => change(index, { name: event.currentTarget.value })}
            />
            <Select
              className={classes.grow}
              aria-label={texts.partTemplate(nth)}
              data={optionsOf(templates, templateId)}
              value={templateId}
              allowDeselect={false}
              disabled={disabled}
              error={faultAt(`settings.parts.${index}.templateId`)}
              onChange={(chosen) => change(index, { templateId: chosen ?? templateId })}
            />
            {disabled ? null : (
              <ActionIcon
                aria-label={texts.removePart(nth)}
                onClick={() => onChange(parts.filter((_, at) => at !== index))}
              >
                <IconX size={16} stroke={1.75} />
              </ActionIcon>
            )}
          </div>
        );
      })}
      {isTooFew ? (
        <p className={classes.fault} role="alert">
          {isTooFew}
        </p>
      ) : null}
      {disabled || parts.length >= 8 ? null : (
        <div>
          <Button
            size="xs"
            variant="subtle"
            onClick={() => onChange([...parts, { name: '', templateId: usual }])}
          >
            {texts.addPart}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
