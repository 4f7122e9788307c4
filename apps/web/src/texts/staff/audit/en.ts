import type { AuditKind } from '@virlab/contracts';

type Facts = Readonly<Record<string, string | undefined>>;

/** What machine actions are called in the trail. */
const asked: Record<string, string> = {
  start: 'Asked for a start',
  shutdown: 'Asked for a shutdown',
  'force-off': 'Forced off',
  restart: 'Asked for a restart',
  reset: 'Reset',
  pause: 'Paused',
  resume: 'Resumed',
  revert: 'Asked to revert',
  snapshot: 'Asked for a snapshot',
  restore: 'Asked to restore a snapshot',
  'remove-snapshot': 'Asked to delete a snapshot',
  extend: 'Asked for more time',
  prepare: 'Asked to prepare a class',
};

const whys: Record<string, string> = {
  'session-ended': 'session over',
  'signed-out': 'signed out',
  idle: 'not used for an hour',
  expired: 'at its limit',
  refused: 'no rule lets them in any more',
  reused: 'used from two places',
  'ended-by-owner': 'ended from another session',
  'ended-by-admin': 'ended by an administrator',
  'account-disabled': 'account disabled',
  'signed-out-at-university': 'signed out at the university',
};

/** Steps of a change of our own keys. */
const keySteps: Record<string, string> = {
  added: 'Own key added and published',
  activated: 'Signs by this key now',
  retired: 'Own key no longer published',
  removed: 'Own key removed',
};

const breakGlassChanges: Record<string, string> = {
  created: 'Break-glass account made',
  renewed: 'Break-glass account got a new secret',
  disabled: 'Break-glass account disabled',
};

/** What somebody did to the draft of the policy. */
const draftChanges: Record<string, string> = {
  'rule-added': 'Added a rule to the draft',
  'rule-saved': 'Changed a rule of the draft',
  'rule-removed': 'Took a rule out of the draft',
  'rules-ordered': 'Arranged the rules of the draft',
  'source-saved': 'Wrote the draft as a text',
  'case-added': 'Added a test case to the draft',
  'case-saved': 'Changed a test case of the draft',
  'case-removed': 'Took a test case out of the draft',
  rebased: 'Brought the draft up to date',
  discarded: 'Discarded the draft',
  commented: 'Commented on the draft',
};

const approvalSteps: Record<string, string> = {
  asked: 'Asked for approval of the draft',
  approved: 'Approved the draft',
  withdrawn: 'Took back the approval of the draft',
};

/** What happened, by kind; `facts` are those of the event. */
const what: Record<AuditKind, (facts: Facts, ok: boolean) => string> = {
  'sign-in.accepted': () => 'Signed in',
  'sign-in.refused': () => 'Sign-in refused',
  'sign-in.key-changed': ({ step = '' }) => keySteps[step] ?? 'Own key changed',
  'session.started': () => 'Session began',
  'logout.asked': ({ by }) =>
    by === 'university' ? 'University asked for the sign-out' : 'Sign-out carried on to the university',
  'logout.answered': ({ status }) => `University answered the sign-out${status ? `: ${status}` : ''}`,
  'logout.refused': () => 'Sign-out message refused',
  'session.ended': ({ why }) => `Session ended${why ? `: ${whys[why] ?? why}` : ''}`,
  'policy.decided': ({ gained, lost }, ok) => {
    const changes = [...(gained ? [`gained ${gained}`] : []), ...(lost ? [`lost ${lost}`] : [])].join('; ');
    const said = ok ? 'Rights decided' : 'Rights decided: refused';
    return changes ? `${said}: ${changes}` : said;
  },
  'right.changed': ({ what, target = '?', from = '?', to = '?' }) => {
    if (what === 'gain') return `Right gained: ${target} (${to})`;
    return what === 'lose'
      ? `Right lost: ${target} (was ${from})`
      : `Right changed: ${target}, ${from} → ${to}`;
  },
  'policy.published': ({ comment }) => `Policy published${comment ? `: ${comment}` : ''}`,
  'policy.rolled-back': ({ to = '?', comment }) =>
    `Policy rolled back to version ${to}${comment ? `: ${comment}` : ''}`,
  'policy.draft-changed': ({ change = '' }) => draftChanges[change] ?? 'Draft of the policy changed',
  'policy.approval': ({ step = '' }) => approvalSteps[step] ?? 'Draft of the policy: approval',
  'policy.dry-run': ({ of = '' }) => (of === 'draft' ? 'Dry run of the draft' : `Dry run of version ${of}`),
  'policy.dry-run-exported': ({ rows = '?' }) => `Rows of a dry run exported: ${rows}`,
  'attributes.published': ({ version = '?', comment }) =>
    `Attribute rules ${version} published${comment ? `: ${comment}` : ''}`,
  'grant.given': ({ target = '?', to = '?' }) => `Granted by hand: ${target}, until ${to}`,
  'grant.revoked': ({ target = '?' }) => `Took a grant by hand back: ${target}`,
  'grant.ended': ({ target = '?' }) => `A grant by hand came to its end: ${target}`,
  'break-glass.opened': ({ reason = '?', drill }) =>
    drill ? 'Break-glass opened for a drill' : `Break-glass opened: ${reason}`,
  'break-glass.closed': ({ why }) => `Break-glass closed${why ? `: ${whys[why] ?? why}` : ''}`,
  'break-glass.refused': () => 'Break-glass refused',
  'break-glass.changed': ({ change = '' }) => breakGlassChanges[change] ?? 'Break-glass account changed',
  'break-glass.drilled': ({ step }, ok) =>
    ok ? 'Break-glass drill passed' : `Break-glass drill failed${step ? ` at: ${step}` : ''}`,
  'machine.action': ({ action = '' }) => asked[action] ?? `Asked the machine ${action}`.trim(),
  'machine.state': ({ from, to }) => `Went from ${from ?? '?'} to ${to ?? '?'}`,
  'job.begun': ({ action = '', machines = '?' }) =>
    `Began a job: ${asked[action] ?? action}, ${machines} machines`,
  'job.cancelled': ({ machines = '?' }) => `Cancelled a job: ${machines} machines were not begun`,
  'machine.orphan-cleared': ({ what = '?', name = '?' }) =>
    `Cleared what belonged to no machine: ${what} ${name}`,
  'machine.orphan-kept': ({ count = '?' }) =>
    `Kept ${count} things that belong to no machine: too many at once`,
  'audit.exported': ({ reason = '' }) => `Exported the audit trail: ${reason}`,
  'usage.viewed': ({ by = '?' }) => `Read the machine hours by ${by}`,
  'lesson.changed': ({ change, when = '' }) =>
    `${change === 'added' ? 'Planned' : change === 'removed' ? 'Removed' : 'Changed'} a lesson: ${when}`,
  'lesson.prepared': ({ ordered = '0', what }) =>
    what === 'shutdown'
      ? `Shut down ${ordered} machines after the lesson`
      : `Started ${ordered} machines for the lesson`,
  'announcement.sent': ({ people = '?' }) => `Announced something to ${people} people`,
  'attendance.exported': ({ reason = '' }) => `Exported attendance: ${reason}`,
  'machine.taken': ({ pool = '?' }) => `Took a machine of ${pool}`,
  'machine.given-back': ({ why }) =>
    why === 'asked' ? 'Gave the machine back' : 'The machine was taken back',
  'machine.renewed': ({ until = '?' }) => `Renewed the machine until ${until}`,
  'machine.not-yet': ({ until = '?' }) => `Put off the announced end until ${until}`,
  'machine.removed': ({ why }) =>
    why === 'lease'
      ? 'Removed with its disk: its lease was over'
      : why === 'pool'
        ? 'Removed with its pool: it was nobody’s'
        : 'Removed with its disk: the right was over',
  'pool.changed': ({ fields = '' }) => `Pool changed${fields ? `: ${fields}` : ''}`,
  'pool.added': ({ template = '?' }) => `Pool added, made of ${template}`,
  'pool.removed': () => 'Pool removed',
  'console.ticket': ({ mode }) => `Got a console ticket${mode ? `, ${mode}` : ''}`,
  'console.opened': ({ mode }) => `Opened the console${mode ? `, ${mode}` : ''}`,
  'console.closed': ({ seconds }) => `Console closed${seconds ? ` after ${seconds} s` : ''}`,
  'console.refused': () => 'Console refused',
  'resources.applied': () => 'Resources applied',
  'person.signed-out': ({ sessions = '?' }) => `Signed out everywhere: ${sessions} sessions ended`,
  'person.viewed': () => 'Looked at what was released',
  'host.changed': ({ health }) =>
    health === 'silent' ? 'Stopped answering' : health === 'ok' ? 'Answers and is proved' : 'Answers',
  'host.added': () => 'Host added',
  'host.edited': ({ change }) => (change ? `Host changed: ${change}` : 'Host changed'),
  'host.removed': () => 'Host removed',
  'host.mode': ({ to = '?' }) =>
    ({ active: 'Host put back', draining: 'Host drained', maintenance: 'Host put into maintenance' })[to] ??
    'Host changed',
  'host.drain': ({ change, at = '?' }) =>
    change === 'planned' ? `Planned to drain the host at ${at}` : 'Took back the plan to drain the host',
  'host.tested': (_, ok) => (ok ? 'Host tested' : 'Host tested: failed'),
  'template.changed': ({ change = '', version = '?' }) =>
    (
      ({
        created: 'Template added',
        published: `Version ${version} of the template published`,
        current: `Version ${version} made the current one`,
        renamed: 'Template renamed',
        'version-removed': `Version ${version} removed`,
        removed: 'Template removed',
      }) as Facts
    )[change] ?? 'Template changed',
  'image.changed': ({ change = '' }) =>
    (
      ({
        registered: 'Image registered',
        'upload-begun': 'Upload of an image begun',
        'upload-cancelled': 'Upload of an image cancelled',
        ready: 'Image passed its checks',
        refused: 'Image refused',
        removed: 'Image removed',
      }) as Facts
    )[change] ?? 'Image changed',
  'federation.changed': ({ change }) => (change === 'created' ? 'Federation added' : 'Federation changed'),
  'federation.refreshed': ({ providers = '?' }) => `Metadata taken: ${providers} identity providers`,
  'federation.failed': () => 'Metadata not refreshed',
  'federation.ageing': ({ percent = '?' }) => `${percent} % of the metadata’s validity is over`,
  'provider.changed': () => 'Identity provider’s switches changed',
};

/** The audit trail. */
export const auditEn = {
  title: 'Audit trail',
  lead: 'Who did what, when, from where, by which rule. Nothing here can be changed.',
  search: 'Search the audit trail',
  searchHint: 'Person, machine, address, rule',
  kindLabel: 'Kind of event',
  kinds: {
    all: 'All',
    'sign-in': 'Sign-in',
    session: 'Sessions',
    policy: 'Policy',
    grant: 'Grants by hand',
    'break-glass': 'Break-glass',
    machine: 'Machines',
    console: 'Consoles',
    person: 'People',
    host: 'Hosts',
    pool: 'Pools',
    template: 'Templates',
    image: 'Images',
    resources: 'Resources',
    federation: 'Federations',
    provider: 'Identity providers',
    logout: 'Sign-out',
    attributes: 'Attribute rules',
    lesson: 'Lessons',
    announcement: 'Announcements',
    attendance: 'Attendance',
    job: 'Jobs',
    usage: 'Machine hours',
    audit: 'Exports of the trail',
  } as Record<string, string>,
  moreKinds: 'More kinds',
  unbroken: (events: string, when: string) => `unbroken, ${events} events, checked ${when}`,
  broken: (place: string, when: string) => `broken at ${place}, checked ${when}`,
  brokenNote: (place: string) => `The chain is broken at event ${place}.`,
  brokenMeans:
    'What stands before it is as it was written. From there on the trail may have been changed outside Virlab. Run “virlab audit verify” and keep a copy of the database.',
  columns: { when: 'When', who: 'Who', what: 'What', on: 'On', from: 'From', rule: 'By rule' },
  what,
  outcomes: { ok: 'done', refused: 'refused', failed: 'failed' },
  system: 'Virlab',
  as: {
    system: 'by itself',
    person: 'person',
    owner: 'owner',
    teacher: 'instructor',
    viewer: 'viewer',
    author: 'author of the policy',
    unknown: 'not signed in',
    operator: 'operator',
    'command line': 'command line',
    'break-glass': 'break-glass',
  } as Record<string, string>,
  somebody: 'somebody',
  version: (version: string) => `version ${version}`,
  open: (what: string) => `Details of: ${what}`,
  facts: 'Details',
  factNames: {
    code: 'Code',
    request: 'Request',
    session: 'Session',
    sequence: 'Sequence',
    hash: 'Hash',
    rule: 'Rule',
    version: 'Policy version',
    at: 'UTC',
    action: 'Asked',
    state: 'State',
    mode: 'Mode',
    activation: 'Activation',
    console: 'Console',
    seconds: 'Seconds',
    bytesToViewer: 'Bytes to the viewer',
    bytesToDisplay: 'Bytes to the display',
    reason: 'Reason',
    why: 'Why',
    from: 'From',
    to: 'To',
    target: 'Right',
    people: 'People',
    vms: 'Machines',
    change: 'Change',
    step: 'Step',
    drill: 'Drill',
    gained: 'Gained',
    lost: 'Lost',
    dropped: 'Dropped',
    released: 'Released',
    occasion: 'Occasion',
    idp: 'Identity provider',
    provider: 'Way of signing in',
    identifier: 'Known by',
    assertion: 'Assertion',
    authnContext: 'Authenticated by',
    authnInstant: 'Authenticated at',
    account: 'Account',
    endsAt: 'Ends at',
    health: 'Health',
    runsBy: 'Runs guests by',
    rules: 'Rules',
    sourceHash: 'Hash of the source',
    comment: 'Comment',
    subject: 'On',
  } as Record<string, string>,
  links: {
    why: 'Why and why not, today',
    whyThen: { ok: 'Why was this allowed then?', other: 'Why was this refused then?' },
    person: 'All by this person',
    subject: 'All about this',
    request: 'All of this request',
  },
  export: {
    open: 'Export',
    title: 'Export the audit trail',
    meansAll:
      'Every event, newest first, as a table (CSV). That you took it along is itself an event of the trail.',
    meansShown:
      'Every event that fits what you look for now, newest first, as a table (CSV). That you took it along is itself an event of the trail.',
    reason: 'Reason for the export',
    reasonHint: 'Kept in the audit trail with your name.',
    confirm: 'Export as CSV',
    done: 'The audit trail was exported.',
  },
  none: 'Nothing fits this.',
  noneYet: 'Nothing has happened yet.',
  clear: 'Show everything',
  older: 'Older',
  end: 'This is where the trail begins.',
};

export type AuditTexts = typeof auditEn;
