/** A real mail server for tests, which takes the mails of one account of its own. */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** Whom it takes mails from. */
export const mailAccount = { user: 'intray', password: 'the-password-of-the-mail-server' };

export type ReceivedMail = {
  from: string;
  to: string[];
  text: string;
  isEncrypted: boolean;
  /** What it is to be reported with (RFC 3461), where the server knows that. */
  dsn: { ret?: string | null; envid?: string | null } | null;
};

/** What the server does otherwise than taking everything, one for each connection or step, in order. */
export type SmtpFaults = {
  signIn?: number[];
  recipient?: number[];
  message?: number[];
  /** Takes the message and ends the connection without an answer. */
  silent?: number;
  /** Holds what is at hand until it is let go, and says when it has it. */
  hold?: { at: 'greeting' | 'message'; reached: () => void; release: Promise<void> };
};

export type SmtpServer = { port: number; mails: ReceivedMail[]; faults: SmtpFaults; stop: () => Promise<void> };

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

/** At the given port of this machine, or at any (0). */
export async function startMailServer(port: number, options: SMTPServerOptions = {}): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const faults: SmtpFaults = {};
  const held = async (at: 'greeting' | 'message') => {
    if (faults.hold?.at !== at) return;
    faults.hold.reached();
    await faults.hold.release;
  };
  const isNow = (codes: number[] | undefined) => codes?.shift() ?? 0;
  const server = new SMTPServer({
    allowInsecureAuth: true,
    logger: false,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onConnect: (_session, answer) => void held('greeting').then(() => answer()),
    onAuth: ({ username, password }, _session, answer) => {
      const code = isNow(faults.signIn);
      if (code) return answer(refusal(code, 'Sign-in refused'));
      if (username !== mailAccount.user || password !== mailAccount.password) return answer(refusal(535, 'Wrong'));
      return answer(null, { user: username });
    },
    onRcptTo: (_address, _session, answer) => {
      const code = isNow(faults.recipient);
      answer(code ? refusal(code, 'The mailbox is not here') : null);
    },
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void held('message').then(() => {
          const code = isNow(faults.message);
          if (code) return answer(refusal(code, 'Not this message'));
          mails.push(received(session, Buffer.concat(chunks)));
          if (!faults.silent) return answer(null, 'Taken');
          faults.silent -= 1;
          for (const { _socket: socket } of server.connections) socket.destroy();
        });
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    faults,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const { _socket: socket } of server.connections) socket.destroy();
      }),
  };
}

function received({ envelope, secure }: SMTPServerSession, message: Buffer): ReceivedMail {
  const from = envelope.mailFrom ? envelope.mailFrom.address : '';
  const dsn = envelope.dsn ?? null;
  return {
    from,
    to: envelope.rcptTo.map(({ address }) => address),
    text: message.toString(),
    isEncrypted: secure,
    dsn,
  };
}
