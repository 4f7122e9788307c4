import { ActionIcon, Menu, type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTexts } from '../texts/texts-provider';

/** Light, dark, or as the device has it. */
export function ThemeMenu() {
  const { shell } = useTexts();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choices: { value: MantineColorScheme; word: string; Icon: typeof IconSun }[] = [
    { value: 'light', word: shell.themeLight, Icon: IconSun },
    { value: 'dark', word: shell.themeDark, Icon: IconMoon },
    { value: 'auto', word: shell.themeAuto, Icon: IconDeviceDesktop },
  ];
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={shell.theme} title={shell.theme}>
          <IconMoon size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        >
          {choices.map(({ value, word, Icon }) => (
            <Menu.RadioItem
              key={value}
              value={value}
              closeMenuOnClick
              rightSection={<Icon size={16} stroke={1.75} aria-hidden="true" />}
            >
              {word}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
