import { ActionIcon, Menu, type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
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
        {choices.map(({ value, word, Icon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            leftSection={<Icon size={16} stroke={1.75} />}
            rightSection={colorScheme === value ? <IconCheck size={16} stroke={1.75} /> : null}
            onClick={() => setColorScheme(value)}
          >
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
