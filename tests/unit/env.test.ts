import { expect, test } from 'vitest';
import { bounceMailboxOf, mailServerOf, parseEnv, signInProviderOf } from '#lib/env.ts';

const complete = {
  DATABASE_URL: 'postgresql://intray@localhost:5432/intray',
  APP_URL: 'https://books.example.com/',
  XERO_CLIENT_ID: 'id',
  XERO_CLIENT_SECRET: 'secret',
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
  NEXTAUTH_SECRET: 'x'.repeat(32),
};

test('the documented minimum is enough', () => {
  const env = parseEnv(complete);
  expect(env.APP_URL).toBe('https://books.example.com');
  expect(env.PORT).toBe(3000);
  expect(env.XERO_API_URL).toBe('https://api.xero.com');
  expect(env.XERO_SCOPES).toContain('offline_access');
  expect(env.INTRAY_SANDBOX).toBe(false);
});

test.each([
  ['DATABASE_URL', undefined],
  ['DATABASE_URL', 'mysql://localhost/intray'],
  ['APP_URL', 'books.example.com'],
  ['PORT', 'eighty'],
  ['REDIS_URL', 'localhost:6379'],
  ['XERO_CLIENT_SECRET', undefined],
  ['ENCRYPTION_KEYS', 'k1:tooshort'],
  ['NEXTAUTH_SECRET', 'short'],
  ['NEW_BUSINESSES', 'admin'],
])('%s=%s stops the start with a sentence that names it', (name, value) => {
  expect(() => parseEnv({ ...complete, [name]: value })).toThrow(new RegExp(`${name} is not (set|valid): .+`));
});

test('an empty optional variable is the same as none', () => {
  expect(parseEnv({ ...complete, REDIS_URL: '' }).REDIS_URL).toBeUndefined();
});

test('a wrong secret is not repeated in the message', () => {
  expect(() => parseEnv({ ...complete, ENCRYPTION_KEYS: 'k1:hunter2' })).toThrow(/^(?!.*hunter2)/s);
});

const mail = { SMTP_HOST: 'mail.example.com', MAIL_FROM: 'intray@example.com' };

test('without a mail server no mail setting is needed, and with one the port follows the encryption', () => {
  expect(mailServerOf(parseEnv(complete))).toBeNull();
  const ports = ['', 'starttls', 'tls', 'none'].map(
    (SMTP_TLS) => mailServerOf(parseEnv({ ...complete, ...mail, SMTP_TLS }))?.port,
  );
  expect(ports).toEqual([587, 587, 465, 25]);
  expect(mailServerOf(parseEnv({ ...complete, ...mail, SMTP_PORT: '2525' }))).toEqual({
    host: 'mail.example.com',
    port: 2525,
    tls: 'starttls',
    login: null,
    from: 'intray@example.com',
    bouncesTo: 'intray@example.com',
  });
});

test.each([
  ['MAIL_FROM', { SMTP_HOST: 'mail.example.com' }],
  ['MAIL_FROM', { ...mail, MAIL_FROM: 'Intray' }],
  ['SMTP_TLS', { ...mail, SMTP_TLS: 'ssl' }],
  ['SMTP_PORT', { ...mail, SMTP_PORT: '99999' }],
  ['SMTP_PASSWORD', { ...mail, SMTP_USER: 'ada' }],
  ['SMTP_USER', { ...mail, SMTP_PASSWORD: 'hunter2' }],
  ['SMTP_TLS', { ...mail, SMTP_TLS: 'none', SMTP_USER: 'ada', SMTP_PASSWORD: 'hunter2' }],
])('%s is named when the mail settings contradict each other, and no password is repeated', (name, settings) => {
  const parse = () => parseEnv({ ...complete, ...settings });
  expect(parse).toThrow(new RegExp(`${name} is not (set|valid): .+`));
  expect(parse).toThrow(/^(?!.*hunter2)/s);
});

const bounces = { BOUNCES_IMAP_HOST: 'mail.example.com', BOUNCES_IMAP_USER: 'ada', BOUNCES_IMAP_PASSWORD: 'hunter2' };

test('no mailbox is read for bounces unless one is set, and its port follows the encryption', () => {
  expect(bounceMailboxOf(parseEnv({ ...complete, ...mail }))).toBeNull();
  const read = (settings = {}) => bounceMailboxOf(parseEnv({ ...complete, ...bounces, ...settings }));
  expect(read()).toMatchObject({ port: 993, tls: 'tls', folder: 'INBOX' });
  expect(read({ BOUNCES_IMAP_TLS: 'starttls', BOUNCES_IMAP_FOLDER: 'Bounces' })).toMatchObject({
    ...{ port: 143, tls: 'starttls', folder: 'Bounces' },
  });
  expect(mailServerOf(parseEnv({ ...complete, ...mail, BOUNCES_TO: 'back@example.com' }))).toMatchObject({
    ...{ from: 'intray@example.com', bouncesTo: 'back@example.com' },
  });
});

test.each([
  ['BOUNCES_IMAP_USER', { BOUNCES_IMAP_HOST: 'mail.example.com', BOUNCES_IMAP_PASSWORD: 'hunter2' }],
  ['BOUNCES_IMAP_PASSWORD', { ...bounces, BOUNCES_IMAP_PASSWORD: '' }],
  ['BOUNCES_IMAP_TLS', { ...bounces, BOUNCES_IMAP_TLS: 'none' }],
  ['BOUNCES_IMAP_TLS', { ...bounces, BOUNCES_IMAP_TLS: 'ssl' }],
  ['BOUNCES_TO', { BOUNCES_TO: 'Intray' }],
])('%s is named when the settings of the bounces contradict each other', (name, settings) => {
  const parse = () => parseEnv({ ...complete, ...settings });
  expect(parse).toThrow(new RegExp(`${name} is not (set|valid): .+`));
  expect(parse).toThrow(/^(?!.*hunter2)/s);
});

const provider = { OIDC_ISSUER: 'https://login.example.com', OIDC_CLIENT_ID: 'intray', OIDC_CLIENT_SECRET: 'hunter2' };

test('a provider of sign-ins is called by its name, or by its host, and passwords stay unless it is the only way', () => {
  expect(signInProviderOf(parseEnv(complete))).toBeNull();
  expect(signInProviderOf(parseEnv({ ...complete, ...provider }))).toMatchObject({
    name: 'login.example.com',
    isOnlyWay: false,
  });
  const named = parseEnv({ ...complete, ...provider, OIDC_NAME: 'Acme', OIDC_ONLY: 'true' });
  expect(signInProviderOf(named)).toMatchObject({ name: 'Acme', isOnlyWay: true });
});

test.each([
  ['OIDC_ISSUER', { OIDC_ONLY: 'true' }],
  ['OIDC_ISSUER', { ...provider, OIDC_ISSUER: 'http://login.example.com' }],
  ['OIDC_CLIENT_ID', { ...provider, OIDC_CLIENT_ID: '' }],
  ['OIDC_CLIENT_SECRET', { ...provider, OIDC_CLIENT_SECRET: '' }],
])('%s is named when the settings of the provider contradict each other', (name, settings) => {
  const parse = () => parseEnv({ ...complete, ...settings });
  expect(parse).toThrow(new RegExp(`${name} is not (set|valid): .+`));
  expect(parse).toThrow(/^(?!.*hunter2)/s);
});
