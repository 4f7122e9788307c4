import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';

/** A choice among few, by the browser's own list: it works with every keyboard, screen reader and phone. */
export function Choice(props: NativeSelectProps) {
  return (
    <NativeSelect
      {...props}
      rightSection={<IconChevronDown size={16} stroke={1.75} aria-hidden="true" />}
      rightSectionPointerEvents="none"
    />
  );
}
