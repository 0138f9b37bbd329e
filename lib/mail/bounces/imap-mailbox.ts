import { ImapFlow, type ImapFlowError } from 'imapflow';
import type { MailboxProblem } from '#lib/domain/mail/mailbox-problem.ts';
import type { ImapServer } from '#lib/env.ts';

/** Of connecting, TLS and greeting together. */
const CONNECT_WITHIN_MS = 20_000;
const ANSWER_WITHIN_MS = 60_000;
/** Of one message. What a report says stands before the copy of the mail, which may be of any length. */
const MAX_SOURCE_BYTES = 128 * 1024;
const MAX_LINE_BYTES = 4 * 1024 * 1024;
const MAX_LITERAL_BYTES = 2 * MAX_SOURCE_BYTES;
const LONGEST_REASON = 200;

/** `why` is for the log: it holds neither the password nor a word of any message. */
export class MailboxUnreadable extends Error {
  readonly problem: MailboxProblem;
  readonly why: string;
  /** The server sent more than it was asked for: asking it again would end like this again. */
  readonly isTooLarge: boolean;
  constructor(problem: MailboxProblem, why: string, isTooLarge = false) {
    super(`the mailbox cannot be read: ${problem}`);
    this.problem = problem;
    this.why = why;
    this.isTooLarge = isTooLarge;
  }
}

/** A folder whose messages are looked at and never moved, deleted, or marked by being read. */
export type OpenMailbox = {
  uidValidity: bigint;
  /** The numbers of its messages that came since, after this number, ascending. */
  after: (uid: bigint, since: Date) => Promise<number[]>;
  /** The beginning of a message; null when it is there no more. */
  read: (uid: number) => Promise<Buffer | null>;
  /** As if somebody had read it. Where the server does not allow that, it stays as it is. */
  markSeen: (uid: number) => Promise<void>;
};

/** Does its work on the folder of the settings. Throws MailboxUnreadable for all that the server or the way to it does. */
export async function withMailbox<T>(server: ImapServer, work: (mailbox: OpenMailbox) => Promise<T>): Promise<T> {
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.tls === 'tls',
    doSTARTTLS: server.tls === 'starttls',
    auth: { user: server.user, pass: server.password },
    clientInfo: { name: 'Intray' },
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    maxLineLength: MAX_LINE_BYTES,
    maxLiteralSize: MAX_LITERAL_BYTES,
    maxResponseSize: MAX_LINE_BYTES + MAX_LITERAL_BYTES,
    disableAutoIdle: true,
    disableCompression: true,
    logger: false,
  });
  // What is at hand then fails too, with less to say.
  let broken: ImapFlowError | null = null;
  client.on('error', (error) => {
    broken ??= error;
  });
  const asked = async <A>(answer: Promise<A>, problem: MailboxProblem = 'serverAway'): Promise<A> => {
    try {
      return await answer;
    } catch (error) {
      throw unreadable(broken ?? (error as ImapFlowError), problem, server.password);
    }
  };
  try {
    await asked(client.connect());
    const { uidValidity } = await asked(client.mailboxOpen(server.folder), 'folderMissing');
    return await work({
      uidValidity,
      after: async (uid, since) => {
        const found = await asked(client.search({ uid: `${uid + 1n}:*`, since }, { uid: true }));
        if (!found) throw new MailboxUnreadable('serverAway', 'the search was refused');
        // `n:*` always has the last message in it, whatever n is.
        return found.filter((each) => each > uid).toSorted((one, other) => one - other);
      },
      read: async (uid) => {
        const query = { source: { start: 0, maxLength: MAX_SOURCE_BYTES } };
        const message = await asked(client.fetchOne(String(uid), query, { uid: true }));
        return message ? (message.source ?? null) : null;
      },
      markSeen: async (uid) => {
        await asked(client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }));
      },
    });
  } finally {
    await client.logout().catch(() => undefined);
    client.close();
  }
}

function unreadable(error: ImapFlowError, problem: MailboxProblem, password: string): MailboxUnreadable {
  const said = error.responseText ?? error.message;
  const why = [error.code ?? error.serverResponseCode, said].filter(Boolean).join(': ').replaceAll(password, '…');
  const isRefusal = error.responseStatus === 'NO' || error.mailboxMissing === true;
  const found = error.authenticationFailed ? 'signInRefused' : isRefusal ? problem : 'serverAway';
  const isTooLarge = error.code === 'LiteralTooLarge' || error.code === 'ResponseTooLarge';
  return new MailboxUnreadable(found, why.replaceAll(/\p{Cc}+/gu, ' ').slice(0, LONGEST_REASON), isTooLarge);
}
