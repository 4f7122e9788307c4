import type { ImportKind } from '@virlab/contracts';

/** Bringing foreign files in as rules, and taking the policy out as a file. */
export const importEn = {
  title: 'Import and export',
  lead: 'A file becomes rules of the draft. Nothing is published by it.',
  choose: {
    title: 'Bring in a file',
    file: 'File',
    filePlaceholder: 'Choose a file',
    text: 'or paste its text',
    kind: 'Kind',
    anyKind: 'find out from the text',
    read: 'Read it',
    need: 'Choose a file, or paste its text.',
    reading: 'The file is being read.',
  },
  kinds: {
    yaml: 'Policy in YAML',
    keystone: 'Keystone mapping',
    'access-control': 'Shibboleth XML access control',
    'attribute-map': 'Shibboleth attribute map',
    'attribute-policy': 'Shibboleth attribute policy',
  } satisfies Record<ImportKind, string>,
  recognised: (kind: string) => `Read as: ${kind}.`,
  counts: 'What became of it',
  fates: { kept: 'Kept', changed: 'Changed in meaning', lost: 'Could not be kept' },
  none: { kept: 'Nothing.', changed: 'Nothing changed its meaning.', lost: 'Nothing was lost.' },
  findings: 'What the check says about these rules',
  unmapped: {
    title: 'What do these stand for here?',
    body: 'The file names groups, roles or projects that are nothing here yet. Without a choice their rules give nothing.',
    choice: (name: string) => `${name} is`,
    nothing: 'nothing here',
    groups: { pool: 'Machines', class: 'Classes', role: 'Roles' },
    again: 'Read again with these',
  },
  rules: {
    title: 'Rules',
    none: 'The file holds no rule.',
    take: (rule: string) => `Take ${rule}`,
    all: 'Take all',
    faulty: 'It has faults and can be mended in the draft.',
    exists: 'The draft has a rule of that id',
    how: (rule: string) => `${rule} is there already`,
    replace: 'replace it',
    rename: 'keep both, this one under another name',
    yaml: 'Show as YAML',
    put: (count: string, one: boolean) =>
      one ? 'Put 1 rule into the draft' : `Put ${count} rules into the draft`,
    progress: (done: string, all: string) => `${done} of ${all} are in the draft`,
    done: (count: string, one: boolean) =>
      one
        ? '1 rule is in the draft. Nothing is published.'
        : `${count} rules are in the draft. Nothing is published.`,
    look: 'Look at the draft',
  },
  whole: {
    title: 'Take the whole policy',
    body: 'Its rules and defaults take the place of everything that the draft says.',
    put: 'Put it in place of the draft',
    done: 'The whole policy is in the draft. Nothing is published.',
  },
  attributeRules: {
    body: 'This file says how attributes are decoded and filtered; it belongs to the attribute rules.',
    link: 'Take it up there',
  },
  export: {
    title: 'Take the policy out',
    body: 'As a resource file with its test cases, which virlab apply and this page read back without loss.',
    published: 'Download what is published',
    draft: 'Download the draft',
  },
};

export type ImportTexts = typeof importEn;
