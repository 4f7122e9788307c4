/**
 * The floors of apps/server/src. A room imports from its own floor's named neighbours and from floors below it, and
 * only through the other room's `index.ts`. `roof` files put the rooms together and may import any of them.
 */
export const FLOORS = {
  config: 0,
  platform: 0,
  database: 0,
  health: 1,
  limits: 1,
  audit: 1,
  servers: 1,
  identity: 2,
  federation: 2,
  images: 2,
  pools: 2,
  hypervisors: 2,
  discovery: 3,
  classes: 3,
  entitlements: 3,
  grants: 3,
  policies: 4,
  attributes: 4,
  machines: 4,
  'sign-in': 5,
  consoles: 5,
  live: 5,
  people: 5,
  'federation-admin': 5,
  'policy-drafts': 5,
  'policy-imports': 5,
  'break-glass': 5,
  'grants-admin': 5,
  'hosts-admin': 5,
  'pools-admin': 5,
  jobs: 5,
  lessons: 5,
  usage: 5,
  'audit-export': 5,
  'dry-runs': 6,
  capacity: 6,
  resources: 6,
  cli: 7,
  // Puts the whole server together for specs, as the roof does for the process.
  testing: 8,
};

/** Same-floor imports that the design allows, with the reason. */
export const NEIGHBOURS = {
  platform: ['config'],
  database: ['config', 'platform'],
  pools: ['hypervisors', 'images'],
  images: ['hypervisors'],
  entitlements: ['classes'],
  // A grant to a class is about who has a right to it.
  grants: ['entitlements'],
  // Whoever has no machine is told why, and only the policy knows.
  machines: ['policies'],
  // What a sign-in lacked is what the policy's rules hung on; rules that lose the last admin are not published.
  attributes: ['policies'],
  // Whether a rule of that name is there already; the draft is exported as the policy is.
  'policy-imports': ['policy-drafts'],
  // A class shows whose console is open, and its lesson.
  people: ['consoles', 'lessons'],
  // A class is prepared, and shut down after its lesson, by a job.
  lessons: ['jobs'],
  federation: [],
};
