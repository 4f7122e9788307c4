import { z } from 'zod';
import { FederationSettings, federationSettingsShape } from './federation-settings';
import { ImageSettings, imageSettingsShape } from './image-settings';
import { PolicySettings, policySettingsShape } from './policy-settings';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const publicUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL such as https://virlab.example.edu' })
  .transform((text) => new URL(text))
  .refine((url) => url.pathname === '/' && !url.search && !url.hash, 'must have no path, query or fragment')
  .refine(
    (url) => url.protocol === 'https:' || loopback.test(url.hostname),
    'must be https:// unless it is a loopback address, because sign-in cookies would travel in the open',
  );

const listen = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[^:\s]+):\d{1,5}$/, 'must be host:port such as 127.0.0.1:3000')
  .transform((text) => {
    const at = text.lastIndexOf(':');
    return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) };
  })
  .refine(({ port }) => port <= 65535, 'must have a port up to 65535');

const discoveryUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL such as https://wayf.example/ds' })
  .transform((text) => new URL(text))
  .refine((url) => !url.hash && !url.username && !url.password, 'must have no fragment and no user')
  .refine(
    (url) => url.protocol === 'https:' || loopback.test(url.hostname),
    'must be https:// unless it is a loopback address, because whoever changes the answer chooses the university',
  );

const databaseUrl = z
  .string()
  .regex(/^(sqlite:.+|mariadb:\/\/.+|mysql:\/\/.+)$/, 'must start with sqlite:, mariadb:// or mysql://');

/**
 * Everything the server takes from its environment. Each variable: what it is, its shape, its default.
 * The reference page docs/reference/config.md is made from these descriptions.
 */
export const settingsSchema = z.object({
  VIRLAB_PUBLIC_URL: publicUrl.describe(
    'where browsers and identity providers reach Virlab; https except on loopback',
  ),
  VIRLAB_LISTEN: listen.default({ host: '127.0.0.1', port: 3000 }).describe('host:port to listen on'),
  VIRLAB_DATABASE_URL: databaseUrl
    .default('sqlite:.virlab/virlab.sqlite')
    .describe('sqlite:<file>, mariadb://user:password@host/name or mysql://…; UNIX socket by ?socketPath='),
  VIRLAB_DATA_DIR: z.string().min(1).default('.virlab').describe('private folder for keys and state'),
  VIRLAB_SAML_ENTITY_ID: z
    .url()
    .max(256)
    .optional()
    .describe('our SAML entityID; by default <public URL>/saml/metadata. Never change it once registered'),
  VIRLAB_DISCOVERY_URL: discoveryUrl
    .optional()
    .describe(
      'discovery service of a federation, which asks people for their university instead of our own page',
    ),
  ...federationSettingsShape,
  ...policySettingsShape,
  ...imageSettingsShape,
  VIRLAB_PRIVATE_METADATA: z
    .enum(['allow', 'refuse'])
    .optional()
    .describe(
      'whether identity admins may have metadata fetched from private and loopback addresses; by default only on a loopback public URL',
    ),
  VIRLAB_APPLY: z.string().optional().describe('resource file that is applied at start'),
  VIRLAB_CAMPUS_TIME_ZONE: z
    .string()
    .refine((zone) => isTimeZone(zone), 'must be an IANA time zone such as Europe/Lisbon')
    .default('Europe/Lisbon')
    .describe('the zone in which lessons, windows and pages tell the time'),
  VIRLAB_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('least level that is logged'),
  VIRLAB_TRUSTED_PROXIES: z
    .string()
    .default('')
    .describe('addresses or CIDRs, comma-separated, of proxies whose X-Forwarded-For is believed'),
});

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The validated settings, under names of our own. */
export class Settings {
  readonly publicUrl: URL;
  readonly listen: { host: string; port: number };
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly samlEntityId: string;
  /** What a federation is told about us. */
  readonly federation: FederationSettings;
  /** How policies are published. */
  readonly policy: PolicySettings;
  /** Where disk images are. */
  readonly images: ImageSettings;
  readonly discoveryUrl: URL | undefined;
  /** True when metadata may come from addresses inside this network. */
  readonly allowsPrivateMetadata: boolean;
  readonly applyFile: string | undefined;
  readonly campusTimeZone: string;
  readonly logLevel: string;
  readonly trustedProxies: string[];

  constructor(values: z.output<typeof settingsSchema>) {
    this.publicUrl = values.VIRLAB_PUBLIC_URL;
    this.listen = values.VIRLAB_LISTEN;
    this.databaseUrl = values.VIRLAB_DATABASE_URL;
    this.dataDir = values.VIRLAB_DATA_DIR;
    this.samlEntityId = values.VIRLAB_SAML_ENTITY_ID ?? `${this.origin}/saml/metadata`;
    this.discoveryUrl = values.VIRLAB_DISCOVERY_URL;
    this.federation = new FederationSettings(values);
    this.policy = new PolicySettings(values);
    this.images = new ImageSettings(values);
    this.allowsPrivateMetadata =
      values.VIRLAB_PRIVATE_METADATA === undefined
        ? this.isLoopbackHttp
        : values.VIRLAB_PRIVATE_METADATA === 'allow';
    this.applyFile = values.VIRLAB_APPLY;
    this.campusTimeZone = values.VIRLAB_CAMPUS_TIME_ZONE;
    this.logLevel = values.VIRLAB_LOG_LEVEL;
    this.trustedProxies = values.VIRLAB_TRUSTED_PROXIES.split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  }

  /** Scheme, host and port of the public URL, without a slash at the end. */
  get origin(): string {
    return this.publicUrl.origin;
  }

  /** True when cookies may go without `Secure`: a loopback `http://` public URL. */
  get isLoopbackHttp(): boolean {
    return this.publicUrl.protocol === 'http:';
  }
}

/** All faults of the environment, each naming its variable and how to mend it. */
export class SettingsFault extends Error {
  constructor(readonly faults: string[]) {
    super(`the settings have ${faults.length} fault(s):\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'SettingsFault';
  }
}

/** Reads the settings. Throws SettingsFault with every fault at once. */
export function readSettings(environment: Record<string, string | undefined> = process.env): Settings {
  const parsed = settingsSchema.safeParse(environment);
  const unknown = Object.keys(environment)
    .filter((name) => name.startsWith('VIRLAB_') && !(name in settingsSchema.shape))
    .map(
      (name) =>
        `${name}: no such setting; the known ones are ${Object.keys(settingsSchema.shape).join(', ')}`,
    );
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || unknown.length > 0) throw new SettingsFault([...wrong, ...unknown]);
  return new Settings(parsed.data);
}
