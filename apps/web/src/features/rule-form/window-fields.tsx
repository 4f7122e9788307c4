import { TextInput, UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { clockChanges, touches } from './clock-changes';
import type { TestNode } from './document/condition-tree';
import classes from './rule-form.module.css';
import { useRuleForm } from './rule-form-context';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A window on the campus's wall clock: days of the week, hours, and the days from and until which it counts. */
export function WindowFields({ node }: { node: TestNode }) {
  const { rule } = useTexts().staff;
  const texts = rule.window;
  const format = useFormat();
  const { apply, isFixed, timeZone } = useRuleForm();
  const window = (node.test.window ?? {}) as Record<string, unknown>;
  const text = (key: string) => (typeof window[key] === 'string' ? window[key] : '');
  const days = Array.isArray(window.days) ? (window.days as unknown[]).map(String) : [];
  const path = [...node.path, 'window'];
  const set = (key: string, value: unknown) => {
    const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
    if (isEmpty && !(key in window)) return;
    apply([isEmpty ? { do: 'remove', path: [...path, key] } : { do: 'put', path: [...path, key], value }], {
      about: `${path.join('.')}.${key}`,
    });
  };
  const toggle = (day: string) =>
    set(
      'days',
      DAYS.filter((one) => (one === day ? !days.includes(day) : days.includes(one))),
    );
  const zone = text('timezone') || timeZone;
  const from = text('from');
  const to = text('to');
  const changes = useChanges(zone).filter(
    (change) => touches(from || undefined, to || undefined, change) && counts(days, change.date),
  );
  const field = (key: string, label: string, type: 'text' | 'date') => (
    <label className={classes.windowField}>
      <span>{label}</span>
      <TextInput
        type={type}
        {...(type === 'text' ? { placeholder: '09:00', maxLength: 5 } : {})}
        value={text(key)}
        disabled={isFixed}
        onChange={(event) => set(key, event.currentTarget.value)}
      />
    </label>
  );
  return (
    <div className={classes.window}>
      <div role="group" aria-label={texts.days} className={classes.days}>
        {DAYS.map((day) => (
          <UnstyledButton
            key={day}
            className={classes.day}
            aria-pressed={days.length === 0 || days.includes(day)}
            disabled={isFixed}
            data-field={day === 'mon' ? 'value' : undefined}
            onClick={() => (days.length === 0 ? set('days', [day]) : toggle(day))}
          >
            {texts.dayNames[day]}
          </UnstyledButton>
        ))}
      </div>
      {field('from', texts.from, 'text')}
      {field('to', texts.to, 'text')}
      {field('firstDay', texts.firstDay, 'date')}
      {field('lastDay', texts.lastDay, 'date')}
      <p className={classes.hint}>
        {texts.zone(zone)}
        {from && to && to < from ? ` ${texts.overMidnight}` : ''}
        {changes.map(({ date, kind }) => ` ${texts[kind](format.weekday(`${date}T12:00:00Z`))}`).join('')}
      </p>
    </div>
  );
}

const HOUR = 3_600_000;

function useChanges(zone: string) {
  const hour = Math.floor(useNow(HOUR) / HOUR);
  return useMemo(() => {
    try {
      return clockChanges(zone, hour * HOUR);
    } catch {
      // A zone that nobody knows is told where it is checked.
      return [];
    }
  }, [zone, hour]);
}

function counts(days: readonly string[], date: string): boolean {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return days.length === 0 || days.includes(DAYS[(weekday + 6) % 7] ?? '');
}
