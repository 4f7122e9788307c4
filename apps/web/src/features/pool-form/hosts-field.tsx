import type { PoolDetail } from '@virlab/contracts';
import { ActionIcon, Button, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';
import type { FaultAt } from './pool-faults';
import classes from './pool-form.module.css';

export interface HostsFieldProps {
  hosts: readonly string[];
  choices: PoolDetail['choices']['hosts'];
  faultAt: FaultAt;
  disabled: boolean;
  onChange: (hosts: string[]) => void;
}

/** The hosts that machines are placed on; the first is tried first. */
export function HostsField({ hosts, choices, faultAt, disabled, onChange }: HostsFieldProps) {
  const { pool: texts } = useTexts().staff;
  const free = choices.filter(({ id }) => !hosts.includes(id));
  return (
    <fieldset className={classes.group}>
      <legend>{texts.hosts}</legend>
      {hosts.map((host, index) => (
        <div key={index} className={classes.row}>
          <Select
            className={classes.grow}
            aria-label={texts.hostAt(String(index + 1))}
            data={optionsOf(
              choices.filter(({ id }) => id === host || !hosts.includes(id)),
              host,
            )}
            value={host}
            allowDeselect={false}
            disabled={disabled}
            error={faultAt(`hosts.${index}`)}
            onChange={(chosen) => onChange(hosts.map((one, at) => (at === index ? (chosen ?? one) : one)))}
          />
          {disabled || hosts.length === 1 ? null : (
            <ActionIcon
              aria-label={texts.removeHost(String(index + 1))}
              onClick={() => onChange(hosts.filter((_, at) => at !== index))}
            >
              <IconX size={16} stroke={1.75} />
            </ActionIcon>
          )}
        </div>
      ))}
      {disabled || !free[0] ? null : (
        <div>
          <Button size="xs" variant="subtle" onClick={() => onChange([...hosts, free[0]?.id ?? ''])}>
            {texts.addHost}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** Choices for a select; what is chosen stays among them, also when it is gone. */
export function optionsOf(choices: readonly { id: string; title: string }[], chosen: string | null) {
  const options = choices.map(({ id, title }) => ({ value: id, label: title }));
  const isThere = chosen === null || choices.some(({ id }) => id === chosen);
  return isThere ? options : [{ value: chosen, label: chosen }, ...options];
}
