import { Readable } from 'node:stream';
import SMTPConnection, { type SMTPError } from 'nodemailer/lib/smtp-connection';
import type { Delivery, DeliveryStage } from '#lib/domain/mail/delivery.ts';
import type { MailServer } from '#lib/env.ts';
import type { Composed } from './compose.ts';

/** Of connecting, TLS and greeting together. */
const CONNECT_WITHIN_MS = 20_000;
/** Servers look a message through before they answer; one that is silent for longer is taken to be away. */
const ANSWER_WITHIN_MS = 90_000;
/** The whole try. Its lease is longer. */
const END_AFTER_MS = 180_000;
const LONGEST_SERVER_TEXT = 500;

/**
 * Brings one message to the mail server. `handOver` is awaited once the server has let us in and before it is told
 * anything about the mail; what it throws ends the try, with nothing sent, and is passed on.
 */
export async function deliver(server: MailServer, mail: Composed, handOver: () => Promise<void>): Promise<Delivery> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.tls === 'tls',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    dnsTimeout: CONNECT_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    maxResponseSize: 64 * 1024,
    logger: false,
  });
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  connection.on('error', broken.reject);
  const timer = setTimeout(() => broken.reject(new Error(`no end within ${END_AFTER_MS} ms`)), END_AFTER_MS);
  const asked = <T>(ask: (done: (error?: Error | null, answer?: T) => void) => void) => {
    const answer = Promise.withResolvers<T | undefined>();
    ask((error, value) => (error ? answer.reject(error) : answer.resolve(value)));
    answer.promise.catch(() => undefined);
    return Promise.race([answer.promise, broken.promise]);
  };

  let stage: DeliveryStage = 'connecting';
  let hasBegun = false;
  // Read from once the server has asked for it, and not before.
  const message = new Readable({
    read() {
      hasBegun = true;
      this.push(mail.message);
      this.push(null);
    },
  });
  let isOurs = false;
  try {
    await asked((done) => connection.connect(done));
    stage = 'signingIn';
    const { login } = server;
    if (login) await asked((done) => connection.login({ user: login.user, pass: login.password }, done));
    isOurs = true;
    await handOver();
    isOurs = false;
    stage = 'sender';
    // Where the server knows RFC 3461, a report then names the mail and whom it was for, and returns no content of it.
    const dsn = { ret: 'HDRS', envid: mail.messageId.slice(1, -1), orcpt: `rfc822;${mail.to}` };
    const envelope = { from: mail.bouncesTo, to: mail.to, size: mail.message.length, dsn };
    const sent = await asked<{ response: string }>((done) => connection.send(envelope, message, done));
    connection.quit();
    return { isAccepted: true, serverText: clipped(sent?.response ?? '') };
  } catch (error) {
    if (isOurs) throw error;
    const { responseCode, response, message: text } = error as SMTPError;
    stage = hasBegun ? 'content' : stageOf(error as SMTPError, stage);
    const isWrong = isWrongAddress(error as SMTPError);
    const code = isWrong ? 501 : (responseCode ?? null);
    const why = response || isWrong ? stage : clipped(text);
    return { isAccepted: false, stage, hasBegun, code, serverText: response ? clipped(response) : null, why };
  } finally {
    clearTimeout(timer);
    connection.close();
  }
}

/** The step that failed; the library names the command. */
function stageOf({ command }: SMTPError, stage: DeliveryStage): DeliveryStage {
  if (command === 'RCPT TO' || command === 'DATA' || command === 'API') return 'recipient';
  return command?.startsWith('AUTH') ? 'signingIn' : stage;
}

/** The library itself refuses an address that no server could take. */
const isWrongAddress = ({ code, command }: SMTPError) => code === 'EENVELOPE' && command === 'API';

const clipped = (text: string) =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_SERVER_TEXT);
