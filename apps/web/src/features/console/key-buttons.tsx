import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MachineDisplay } from '@virlab/contracts';
import { useTexts } from '../../texts/texts-provider';
import classes from './console.module.css';
import type { KeyName } from './keysyms';
import type { ConsoleScreen } from './console-screen';

const COMBINATIONS: { word: string; keys: KeyName[] }[] = [
  { word: 'Alt Tab', keys: ['Alt', 'Tab'] },
  { word: 'Alt F4', keys: ['Alt', 'F4'] },
  { word: 'Ctrl Alt F2', keys: ['Control', 'Alt', 'F2'] },
  { word: 'Esc', keys: ['Escape'] },
  { word: 'PrtSc', keys: ['PrintScreen'] },
];

/** What the browser keeps for itself, or a phone has no keys for. */
const ON_TERMINAL: { word: string; text: string }[] = [
  { word: 'Ctrl C', text: '\u0003' },
  { word: 'Ctrl D', text: '\u0004' },
  { word: 'Ctrl Z', text: '\u001a' },
  { word: 'Ctrl W', text: '\u0017' },
  { word: 'Ctrl L', text: '\f' },
  { word: 'Esc', text: '\u001b' },
];

export interface KeysProps {
  screen: ConsoleScreen | undefined;
  /** A terminal has other keys than a computer: no Ctrl Alt Del, for one. */
  display: MachineDisplay;
}

/** Key combinations that the browser or the device would keep for itself. */
export function Combinations({ screen, display }: KeysProps) {
  const texts = useTexts().console;
  if (display === 'text') {
    return (
      <fieldset className={classes.combinations}>
        <legend>{texts.sendKeys}</legend>
        {ON_TERMINAL.map(({ word, text }) => (
          <Button
            key={word}
            size="xs"
            disabled={!screen}
            onClick={() => void screen?.type(text, new AbortController().signal)}
          >
            {word}
          </Button>
        ))}
      </fieldset>
    );
  }
  return (
    <fieldset className={classes.combinations}>
      <legend>{texts.sendKeys}</legend>
      <Button size="xs" disabled={!screen} onClick={() => screen?.ctrlAltDel()}>
        {texts.ctrlAltDel}
      </Button>
      {COMBINATIONS.map(({ word, keys }) => (
        <Button key={word} size="xs" disabled={!screen} onClick={() => screen?.press(...keys)}>
          {word}
        </Button>
      ))}
    </fieldset>
  );
}

const STICKY: { word: string; key: KeyName }[] = [
  { word: 'Ctrl', key: 'Control' },
  { word: 'Alt', key: 'Alt' },
];
const SINGLE: { word: string; label?: string; key: KeyName }[] = [
  { word: 'Tab', key: 'Tab' },
  { word: 'Esc', key: 'Escape' },
  { word: '←', label: 'Left', key: 'ArrowLeft' },
  { word: '↑', label: 'Up', key: 'ArrowUp' },
  { word: '↓', label: 'Down', key: 'ArrowDown' },
  { word: '→', label: 'Right', key: 'ArrowRight' },
];

/** The keys that a phone has not: Ctrl and Alt stay down until the next key. */
export function KeyRow({ screen, display }: KeysProps) {
  const texts = useTexts().console;
  const [held, setHeld] = useState<KeyName[]>([]);

  const toggle = (key: KeyName) => {
    const isDown = held.includes(key);
    screen?.hold(key, !isDown);
    setHeld(isDown ? held.filter((one) => one !== key) : [...held, key]);
  };
  const press = (send: () => void) => {
    send();
    for (const key of held) screen?.hold(key, false);
    setHeld([]);
  };

  return (
    <div
      className={`${classes.keyRow} vl-phone-only`}
      role="toolbar"
      aria-label={texts.extraKeys}
      tabIndex={0}
    >
      {STICKY.map(({ word, key }) => (
        <Button key={key} aria-pressed={held.includes(key)} disabled={!screen} onClick={() => toggle(key)}>
          {word}
        </Button>
      ))}
      {SINGLE.slice(0, 2).map(({ word, key }) => (
        <Button key={key} disabled={!screen} onClick={() => press(() => screen?.press(key))}>
          {word}
        </Button>
      ))}
      {['|', '~'].map((character) => (
        <Button
          key={character}
          disabled={!screen}
          onClick={() => press(() => void screen?.type(character, new AbortController().signal))}
        >
          {character}
        </Button>
      ))}
      {SINGLE.slice(2).map(({ word, label, key }) => (
        <Button
          key={key}
          aria-label={label}
          disabled={!screen}
          onClick={() => press(() => screen?.press(key))}
        >
          {word}
        </Button>
      ))}
      {display === 'text' ? null : (
        <Button disabled={!screen} onClick={() => screen?.ctrlAltDel()}>
          {texts.ctrlAltDel}
        </Button>
      )}
    </div>
  );
}
