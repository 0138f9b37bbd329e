/** A mail server for tests, and the settings that lead to it. */
import type { SMTPServerOptions } from 'smtp-server';
import { freePort } from '#scripts/lib/ports.mjs';
import { mailAccount, type SmtpServer, startMailServer } from './mail-server.ts';
import { withSettings } from './settings.ts';

export type { SmtpServer } from './mail-server.ts';

const smtpPort = await freePort();

/** While a test file runs, mails go to the server that `startSmtp` starts. */
export function withMailSettings(): void {
  withSettings({
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(smtpPort),
    SMTP_TLS: 'none',
    SMTP_USER: mailAccount.user,
    SMTP_PASSWORD: mailAccount.password,
    MAIL_FROM: 'intray@books.example',
  });
}

/** At the port of the settings, unless another is given (0: any). */
export function startSmtp({
  port = smtpPort,
  ...options
}: SMTPServerOptions & { port?: number } = {}): Promise<SmtpServer> {
  return startMailServer(port, options);
}
