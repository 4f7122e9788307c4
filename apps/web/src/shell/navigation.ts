import type { Ability, Session } from '@virlab/contracts';
import type { ShellTexts } from '../texts/shell/en';

/** The pictures of the rail, by name so that this table stays data. */
export type RailIcon =
  | 'class'
  | 'policy'
  | 'why'
  | 'people'
  | 'attributes'
  | 'providers'
  | 'hosts'
  | 'pools'
  | 'usage'
  | 'audit'
  | 'machines';

export interface NavLink {
  to: string;
  word: string;
  icon: RailIcon;
}

export interface NavGroup {
  word: string;
  links: NavLink[];
}

const STAFF: Ability[] = [
  'classes.teach',
  'policy.read',
  'people.read',
  'attributes.read',
  'federation.read',
  'hosts.read',
  'pools.read',
  'usage.read',
  'audit.read',
];

/** True for who gets the rail; everybody else has one thing to do here and needs none. */
export function isStaff(session: Session): boolean {
  return STAFF.some((ability) => session.abilities.includes(ability));
}

/** The groups of the rail that the abilities of this person open; empty groups are left out. */
export function railGroups(session: Session, texts: ShellTexts): NavGroup[] {
  const may = (ability: Ability, link: NavLink) => (session.abilities.includes(ability) ? [link] : []);
  const taught = session.classes.filter(({ as }) => as !== 'learner');
  const groups: NavGroup[] = [
    {
      word: texts.teach,
      links: taught.flatMap(({ id, title, code }) =>
        may('classes.teach', { to: `/classes/${id}`, word: code === '' ? title : code, icon: 'class' }),
      ),
    },
    {
      word: texts.access,
      links: [
        ...may('policy.read', { to: '/policy', word: texts.policy, icon: 'policy' }),
        ...may('policy.read', { to: '/policy/why', word: texts.why, icon: 'why' }),
        ...may('attributes.read', { to: '/attributes', word: texts.attributes, icon: 'attributes' }),
        ...may('federation.read', { to: '/providers', word: texts.providers, icon: 'providers' }),
        ...may('people.read', { to: '/people', word: texts.people, icon: 'people' }),
      ],
    },
    {
      word: texts.operate,
      links: [
        ...may('hosts.read', { to: '/hosts', word: texts.hosts, icon: 'hosts' }),
        ...may('pools.read', { to: '/pools', word: texts.pools, icon: 'pools' }),
        ...may('usage.read', { to: '/usage', word: texts.usage, icon: 'usage' }),
        ...may('audit.read', { to: '/audit', word: texts.audit, icon: 'audit' }),
      ],
    },
    {
      word: texts.you,
      links: [{ to: '/machines', word: texts.machines, icon: 'machines' }],
    },
  ];
  return groups.filter(({ links }) => links.length > 0);
}
