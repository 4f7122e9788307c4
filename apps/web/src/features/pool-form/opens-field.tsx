import type { OpenHours, Weekday } from '@virlab/contracts';
import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';
import type { FaultAt } from './pool-faults';
import classes from './pool-form.module.css';

const DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WORKING_DAYS: OpenHours = { days: DAYS.slice(0, 5), from: '08:00', to: '22:00' };

export interface OpensFieldProps {
  opens: readonly OpenHours[];
  /** IANA name of the campus clock. */
  zone: string;
  faultAt: FaultAt;
  disabled: boolean;
  onChange: (opens: OpenHours[]) => void;
}

/** When the pool is open, every week; always, where no hours are said. */
export function OpensField({ opens, zone, faultAt, disabled, onChange }: OpensFieldProps) {
  const { pool: texts } = useTexts().staff;
  const change = (index: number, more: Partial<OpenHours>) =>
    onChange(opens.map((one, at) => (at === index ? { ...one, ...more } : one)));
  return (
    <fieldset className={classes.group}>
      <legend>{texts.opens}</legend>
      {opens.length === 0 ? <p className="vl-muted">{texts.alwaysOpen}</p> : null}
      {opens.map((hours, index) => {
        const place = `settings.opens.${index}`;
        const nth = String(index + 1);
        return (
          <div key={index} className={classes.hours} role="group" aria-label={texts.hoursAt(nth)}>
            <div className={classes.days}>
              {DAYS.map((day) => (
                <Checkbox
                  key={day}
                  label={texts.days[day]}
                  checked={hours.days.includes(day)}
                  disabled={disabled}
                  onChange={({ currentTarget: { checked } }) =>
                    change(index, {
                      days: DAYS.filter((one) => (one === day ? checked : hours.days.includes(one))),
                    })
                  }
                />
              ))}
            </div>
            {faultAt(`${place}.days`) ? (
              <p className={classes.fault} role="alert">
                {faultAt(`${place}.days`)}
              </p>
            ) : null}
            <div className={classes.row}>
              {(['from', 'to'] as const).map((end) => (
                <TextInput
                  key={end}
                  classNames={{ root: classes.sentence, wrapper: classes.number, error: classes.fault }}
                  label={texts[end]}
                  value={hours[end]}
                  maxLength={5}
                  disabled={disabled}
                  error={faultAt(`${place}.${end}`)}
                  onChange={(event) => change(index, { [end]: event.currentTarget.value })}
                />
              ))}
              {disabled ? null : (
                <ActionIcon
                  aria-label={texts.removeHours(nth)}
                  onClick={() => onChange(opens.filter((_, at) => at !== index))}
                >
                  <IconX size={16} stroke={1.75} />
                </ActionIcon>
              )}
            </div>
          </div>
        );
      })}
      {opens.length > 0 ? <p className="vl-small vl-muted">{texts.zone(zone)}</p> : null}
      {disabled ? null : (
        <div>
          <Button size="xs" variant="subtle" onClick={() => onChange([...opens, WORKING_DAYS])}>
            {texts.addHours}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
