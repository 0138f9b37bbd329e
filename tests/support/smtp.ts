/**
 * A mail server for tests, and the settings that lead to it. Import it before anything that reads settings.
 */
import type { SMTPServerOptions } from 'smtp-server';
import { freePort } from '#scripts/lib/ports.mjs';
import { mailAccount, type SmtpServer, startMailServer } from './mail-server.ts';

export type { SmtpServer } from './mail-server.ts';

export const smtpPort = await freePort();

Object.assign(process.env, {
  SMTP_HOST: '127.0.0.1',
  SMTP_PORT: String(smtpPort),
  SMTP_TLS: 'none',
  SMTP_USER: mailAccount.user,
  SMTP_PASSWORD: mailAccount.password,
  MAIL_FROM: 'intray@books.example',
});

/** At the port of the settings, unless another is given (0: any). */
export function startSmtp({
  port = smtpPort,
  ...options
}: SMTPServerOptions & { port?: number } = {}): Promise<SmtpServer> {
  return startMailServer(port, options);
}
