import { BlockList } from 'node:net';
import { z } from 'zod';
import { ledgerSettings } from './ledger/ledger-settings.ts';
import { setOutgoingProxy } from './outgoing-proxy.ts';

/** `id:base64` pairs, comma-separated; the first encrypts, all decrypt. */
const encryptionKeys = z.string().transform((text, context) => {
  const keys = new Map<string, Buffer>();
  for (const part of text.split(',')) {
    const [id, secret] = part.trim().split(':');
    const bytes = Buffer.from(secret ?? '', 'base64');
    if (!id || bytes.length !== 32) {
      context.addIssue('each key is written id:base64 with 32 bytes, e.g. "k1:$(openssl rand -base64 32)"');
      return z.NEVER;
    }
    keys.set(id, bytes);
  }
  return keys;
});

/** Addresses and networks, comma-separated; this machine is always one of them. */
const proxies = z
  .string()
  .default('')
  .transform((text, context) => {
    const list = new BlockList();
    try {
      for (const each of ['127.0.0.0/8', '::1', ...text.split(',')].map((part) => part.trim()).filter(Boolean)) {
        const [address = '', prefix] = each.split('/');
        const family = address.includes(':') ? 'ipv6' : 'ipv4';
        if (prefix === undefined) list.addAddress(address, family);
        else list.addSubnet(address, Number(prefix), family);
      }
      return list;
    } catch {
      context.addIssue('addresses and networks with commas between, e.g. 10.0.0.5,172.16.0.0/12');
      return z.NEVER;
    }
  });

const optional = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), type.optional());

const proxy = optional(z.url({ protocol: /^https?$/, error: 'the address of a proxy: http://proxy.example.com:3128' }));
/** By custom these have a name in small letters as well, which wins. */
const namedSmall = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

/** How the connection to the mail server is kept from others' eyes; each has its usual port. */
const smtpPorts = { starttls: 587, tls: 465, none: 25 };

/** Mail goes straight to its server, never by way of HTTP_PROXY, which does not speak SMTP. */
const mailSettings = {
  SMTP_HOST: optional(z.string().trim()),
  SMTP_PORT: optional(z.coerce.number({ error: 'a port number' }).int().min(1).max(65_535)),
  SMTP_TLS: optional(z.enum(['starttls', 'tls', 'none'], { error: 'starttls, tls or none' })),
  SMTP_USER: optional(z.string()),
  SMTP_PASSWORD: optional(z.string()),
  MAIL_FROM: optional(z.email({ error: 'the address that mails come from, e.g. intray@example.com' })),
};

const imapPorts = { tls: 993, starttls: 143, none: 143 };

/** The mailbox that mails come back to which a later server could not deliver. */
const bounceSettings = {
  BOUNCES_TO: optional(z.email({ error: 'the address that bounces go to, e.g. bounces@example.com' })),
  BOUNCES_IMAP_HOST: optional(z.string().trim()),
  BOUNCES_IMAP_PORT: optional(z.coerce.number({ error: 'a port number' }).int().min(1).max(65_535)),
  BOUNCES_IMAP_TLS: optional(z.enum(['tls', 'starttls', 'none'], { error: 'tls, starttls or none' })),
  BOUNCES_IMAP_USER: optional(z.string()),
  BOUNCES_IMAP_PASSWORD: optional(z.string()),
  BOUNCES_IMAP_FOLDER: optional(z.string().trim()),
};

/** An OpenID Connect provider that people may sign in by. */
const providerSettings = {
  OIDC_ISSUER: optional(z.url({ protocol: /^https?$/, error: 'the issuer, e.g. https://login.example.com/realm' })),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_NAME: optional(z.string().trim().max(40, 'at most 40 characters')),
  /** Passwords are neither asked for nor taken. */
  OIDC_ONLY: z.preprocess((value) => (value === '' ? undefined : value), z.stringbool().default(false)),
};

/** Daily exchange rates, which are read by the kind of source that publishes them so. */
const rateSettings = {
  EXCHANGE_RATES_URL: optional(
    z.url({ protocol: /^https?$/, error: 'the address of daily rates, e.g. that of the European Central Bank' }),
  ),
};

/** Who may make another business than the first. */
const businessMakers = ['everyone', 'admins', 'nobody'] as const;
export type BusinessMakers = (typeof businessMakers)[number];

const schema = z.object({
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'a PostgreSQL address: postgresql://user:password@host:5432/name',
  }),
  REDIS_URL: optional(z.url({ protocol: /^rediss?$/, error: 'a Redis address: redis://host:6379' })),
  APP_URL: z
    .url({ protocol: /^https?$/, error: 'the address people open, e.g. https://books.example.com' })
    .transform((url) => url.replace(/\/$/, '')),
  PORT: z.coerce.number({ error: 'a port number' }).int().min(0).max(65_535).default(3000),
  ...ledgerSettings,
  ENCRYPTION_KEYS: encryptionKeys,
  NEXTAUTH_SECRET: z.string({ error: 'at least 32 random characters' }).min(32, 'at least 32 random characters'),
  ...mailSettings,
  ...bounceSettings,
  ...providerSettings,
  ...rateSettings,
  NEW_BUSINESSES: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(businessMakers, { error: 'everyone, admins or nobody' }).default('everyone'),
  ),
  /** Whether new businesses have their documents read; each decides for itself later. */
  READ_DOCUMENTS: z.preprocess((value) => (value === '' ? undefined : value), z.stringbool().default(true)),
  /** Machines of the operator's own network that businesses may have a language model at: `host:port`, comma-separated. */
  LANGUAGE_MODEL_HOSTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .toLowerCase()
        .split(',')
        .map((host) => host.trim())
        .filter(Boolean),
    ),
  METRICS_TOKEN: optional(z.string().min(16, 'at least 16 characters')),
  STORAGE_DIR: z.string().default('.data/documents'),
  TRUSTED_PROXIES: proxies,
  HTTP_PROXY: proxy,
  HTTPS_PROXY: proxy,
  NO_PROXY: optional(z.string()),
  /** Set by `npm start` when it runs the sandbox: a demo business exists and its sign-ins are shown. */
  INTRAY_SANDBOX: z.stringbool().default(false),
  /** Set by Next.js and the test runner. */
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Env = z.infer<typeof schema>;

/** What is wrong with settings that are each right by themselves, by the name of the one to mend. */
function contradictions(settings: Env): [keyof Env, string][] {
  return [
    ...mailContradictions(settings),
    ...bounceContradictions(settings),
    ...providerContradictions(settings),
    ...rateContradictions(settings),
  ];
}

const isLoopback = (host: string) => ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host);

function providerContradictions(settings: Env): [keyof Env, string][] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ONLY } = settings;
  if (!OIDC_ISSUER) return OIDC_ONLY ? [['OIDC_ISSUER', 'with OIDC_ONLY it has to be: nobody could sign in']] : [];
  const { protocol, hostname } = new URL(OIDC_ISSUER);
  const wrong: [keyof Env, string][] = [];
  if (protocol === 'http:' && !isLoopback(hostname)) wrong.push(['OIDC_ISSUER', 'it has to begin with https:']);
  if (!OIDC_CLIENT_ID) wrong.push(['OIDC_CLIENT_ID', 'with OIDC_ISSUER it has to be']);
  if (!OIDC_CLIENT_SECRET) wrong.push(['OIDC_CLIENT_SECRET', 'with OIDC_ISSUER it has to be']);
  return wrong;
}

function rateContradictions({ EXCHANGE_RATES_URL }: Env): [keyof Env, string][] {
  if (!EXCHANGE_RATES_URL) return [];
  const { protocol, hostname } = new URL(EXCHANGE_RATES_URL);
  return protocol === 'http:' && !isLoopback(hostname)
    ? [['EXCHANGE_RATES_URL', 'it has to begin with https: rates decide amounts']]
    : [];
}

function mailContradictions(settings: Env): [keyof Env, string][] {
  const { SMTP_HOST, SMTP_TLS, SMTP_USER, SMTP_PASSWORD, MAIL_FROM } = settings;
  if (!SMTP_HOST) return [];
  const isLocal = isLoopback(SMTP_HOST);
  return [
    ...(MAIL_FROM ? [] : [['MAIL_FROM', 'with SMTP_HOST it has to be: the address that mails come from'] as const]),
    ...(SMTP_USER && !SMTP_PASSWORD ? [['SMTP_PASSWORD', 'with SMTP_USER it has to be'] as const] : []),
    ...(SMTP_PASSWORD && !SMTP_USER ? [['SMTP_USER', 'with SMTP_PASSWORD it has to be'] as const] : []),
    ...(SMTP_TLS === 'none' && SMTP_PASSWORD && !isLocal
      ? [['SMTP_TLS', 'with none, everybody on the way could read SMTP_PASSWORD'] as const]
      : []),
  ].map(([name, message]) => [name, message]);
}

function bounceContradictions(settings: Env): [keyof Env, string][] {
  const { BOUNCES_IMAP_HOST: host, BOUNCES_IMAP_USER: user, BOUNCES_IMAP_PASSWORD: password } = settings;
  if (!host) return [];
  const wrong: [keyof Env, string][] = [];
  if (!user) wrong.push(['BOUNCES_IMAP_USER', 'with BOUNCES_IMAP_HOST it has to be']);
  if (!password) wrong.push(['BOUNCES_IMAP_PASSWORD', 'with BOUNCES_IMAP_HOST it has to be']);
  if (settings.BOUNCES_IMAP_TLS === 'none' && !isLoopback(host)) {
    wrong.push(['BOUNCES_IMAP_TLS', 'with none, everybody on the way could read BOUNCES_IMAP_PASSWORD']);
  }
  return wrong;
}

/** The settings, or an error that names each wrong variable and its fix. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const small = namedSmall.flatMap((name) => {
    const value = variables[name.toLowerCase()];
    return value ? [[name, value]] : [];
  });
  const parsed = schema.safeParse({ ...variables, ...Object.fromEntries(small) });
  const wrong = parsed.success
    ? contradictions(parsed.data)
    : parsed.error.issues.map(({ path, message }) => [String(path[0]), message] as const);
  if (parsed.success && wrong.length === 0) return parsed.data;
  const lines = wrong.map(([name, message]) =>
    variables[name] === undefined ? `${name} is not set: ${message}` : `${name} is not valid: ${message}`,
  );
  throw new Error(
    `Intray can't start with these settings.\n  ${lines.join('\n  ')}\nEach variable is explained in .env.example.`,
  );
}

export type MailServer = {
  host: string;
  port: number;
  /** `starttls` and `tls` never go on without encryption. */
  tls: 'starttls' | 'tls' | 'none';
  login: { user: string; password: string } | null;
  /** The address that mails come from. */
  from: string;
  /** The address that those come back to which a later server could not deliver. */
  bouncesTo: string;
};

/** The mail server of the settings; null when none is set, and mails are kept to be shown. */
export function mailServerOf({ SMTP_HOST, SMTP_PORT, SMTP_TLS, ...rest }: Env): MailServer | null {
  const { SMTP_USER: user, SMTP_PASSWORD: password, MAIL_FROM: from } = rest;
  if (!SMTP_HOST || !from) return null;
  const tls = SMTP_TLS ?? 'starttls';
  const login = user && password ? { user, password } : null;
  const bouncesTo = rest.BOUNCES_TO ?? from;
  return { host: SMTP_HOST, port: SMTP_PORT ?? smtpPorts[tls], tls, login, from, bouncesTo };
}

export type ImapServer = {
  host: string;
  port: number;
  /** `starttls` and `tls` never go on without encryption. */
  tls: 'starttls' | 'tls' | 'none';
  user: string;
  password: string;
  folder: string;
};

/** The mailbox to be read for mails that came back; null when none is set. */
export function bounceMailboxOf({ BOUNCES_IMAP_HOST: host, ...rest }: Env): ImapServer | null {
  const { BOUNCES_IMAP_USER: user, BOUNCES_IMAP_PASSWORD: password, BOUNCES_IMAP_FOLDER: folder = 'INBOX' } = rest;
  if (!host || !user || !password) return null;
  const tls = rest.BOUNCES_IMAP_TLS ?? 'tls';
  return { host, port: rest.BOUNCES_IMAP_PORT ?? imapPorts[tls], tls, user, password, folder };
}

export type SignInProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string;
  isOnlyWay: boolean;
};

/** The OpenID Connect provider of the settings; null when none is set. */
export function signInProviderOf({ OIDC_ISSUER: issuer, ...rest }: Env): SignInProvider | null {
  const { OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME, OIDC_ONLY: isOnlyWay } = rest;
  if (!issuer || !clientId || !clientSecret) return null;
  return { issuer, clientId, clientSecret, name: OIDC_NAME || new URL(issuer).hostname, isOnlyWay };
}

let parsed: Env | undefined;

/** The settings, parsed on first use; web and worker call it at boot so that a wrong one stops them at once. */
export function env(): Env {
  if (!parsed) {
    parsed = parseEnv(process.env);
    setOutgoingProxy(parsed);
  }
  // next-auth takes its own address from nowhere else.
  process.env.NEXTAUTH_URL = parsed.APP_URL;
  return parsed;
}
