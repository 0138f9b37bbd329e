import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import type { MailServer } from '#lib/env.ts';
import { deliver } from '#lib/mail/deliver.ts';
import { startSmtp } from '#tests/support/smtp.ts';

const from = 'intray@books.example';
const mail = {
  bouncesTo: from,
  messageId: '<an-id@books.example>',
  to: 'ada@example.com',
  message: Buffer.from('Subject: Hello\r\n\r\nHello'),
};
const login = { user: 'intray', password: 'the-password-of-the-mail-server' };

/** A certificate for this machine, made for the moment; null without openssl. */
function certificate(): { key: string; cert: string } | null {
  const directory = mkdtempSync(join(tmpdir(), 'intray-certificate-'));
  const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, '-keyout', key, '-out', cert];
  try {
    execFileSync('openssl', made, { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch {
    return null;
  }
}

const made = certificate();
const trusted = getCACertificates('default');
let stop = async () => {};
afterEach(async () => {
  setDefaultCACertificates(trusted);
  await stop();
});

async function delivered(tls: MailServer['tls'], options: Parameters<typeof startSmtp>[0]) {
  const server = await startSmtp({ port: 0, ...options });
  stop = server.stop;
  const delivery = await deliver(
    { host: 'localhost', port: server.port, tls, login, from, bouncesTo: from },
    mail,
    async () => {},
  );
  return { delivery, mails: server.mails };
}

test('where encryption is asked for, a server that has none gets neither password nor mail', async () => {
  const { delivery, mails } = await delivered('starttls', {});
  expect(delivery).toMatchObject({ isAccepted: false, stage: 'connecting', hasBegun: false });
  expect(mails).toEqual([]);
});

describe.skipIf(!made)('with a certificate (made by openssl, which has to be on this machine)', () => {
  const encrypted = { ...made, disabledCommands: [], allowInsecureAuth: false };

  test.each(['starttls', 'tls'] as const)('%s encrypts all that is sent', async (tls) => {
    setDefaultCACertificates([...trusted, made?.cert ?? '']);
    const { delivery, mails } = await delivered(tls, { ...encrypted, secure: tls === 'tls' });
    expect(delivery).toMatchObject({ isAccepted: true });
    expect(mails).toMatchObject([{ isEncrypted: true }]);
  });

  test.each(['starttls', 'tls'] as const)('%s refuses a certificate that nobody vouches for', async (tls) => {
    const { delivery, mails } = await delivered(tls, { ...encrypted, secure: tls === 'tls' });
    expect(delivery).toMatchObject({ isAccepted: false, stage: 'connecting', hasBegun: false });
    expect(mails).toEqual([]);
  });
});
