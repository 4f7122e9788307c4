import type { TemplateIcon as IconName } from '@virlab/contracts';
import {
  IconCode,
  IconDatabase,
  IconDeviceDesktop,
  IconFlask,
  IconNetwork,
  IconServer,
  IconShield,
  IconTerminal2,
} from '@tabler/icons-react';

const PICTURES = {
  terminal: IconTerminal2,
  desktop: IconDeviceDesktop,
  server: IconServer,
  network: IconNetwork,
  database: IconDatabase,
  code: IconCode,
  flask: IconFlask,
  shield: IconShield,
};

/** The pictures that a template may have, as a form offers them. */
export const TEMPLATE_ICONS = Object.keys(PICTURES) as IconName[];

/** The picture of a template; its title says the same in words. */
export function TemplateIcon({ icon }: { icon: IconName }) {
  const Picture = PICTURES[icon];
  return <Picture size={18} stroke={1.75} aria-hidden="true" />;
}
