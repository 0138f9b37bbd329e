/**
 * A real IMAP server for tests (RFC 3501, as much of it as reading one folder takes), with one account of its own. What a
 * client may not do to other people's mail, such as deleting it, it does not know.
 */
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** Whose folder it has. */
export const imapAccount = { user: 'bounces', password: 'the-password-of-the-mailbox' };

export type ImapMessage = { uid: number; source: Buffer; isSeen: boolean };

export type ImapFaults = {
  /** Ends the connection in the middle of what it sends of this message, so many times. */
  breakAt?: { uid: number; times: number };
  /** Sends the whole message, whatever part of it was asked for. */
  sendsAll?: boolean;
};

export type ImapServer = {
  port: number;
  messages: ImapMessage[];
  faults: ImapFaults;
  /** The commands that came, without what belongs to them. */
  commands: string[];
  /** Puts a message into the folder, and gives its number. */
  add: (source: string | Buffer) => number;
  /** As if the folder had been made anew: its numbers begin again. */
  renumber: () => void;
  stop: () => Promise<void>;
};

/** At the given port of this machine, or at any (0). */
export async function startImapServer(port = 0): Promise<ImapServer> {
  const messages: ImapMessage[] = [];
  const faults: ImapFaults = {};
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let uidValidity = 7;
  let uidNext = 1;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.setNoDelay(true);
    socket.write('* OK ready\r\n');
    let read = '';
    let isSignedIn = false;
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      read += chunk;
      for (let end = read.indexOf('\r\n'); end >= 0; end = read.indexOf('\r\n')) {
        const line = read.slice(0, end);
        read = read.slice(end + 2);
        answer(line);
      }
    });

    function answer(line: string): void {
      const [tag = '', command = '', rest = ''] = /^(\S+) (UID \w+|\w+) ?(.*)$/.exec(line)?.slice(1) ?? [];
      const name = command.toUpperCase();
      commands.push(name);
      const done = (text = `OK ${name} done`) => socket.write(`${tag} ${text}\r\n`);
      if (name === 'CAPABILITY') {
        socket.write('* CAPABILITY IMAP4rev1\r\n');
        return void done();
      }
      if (name === 'LOGIN') {
        isSignedIn = rest === `"${imapAccount.user}" "${imapAccount.password}"`;
        return void done(isSignedIn ? undefined : 'NO [AUTHENTICATIONFAILED] Wrong name or password');
      }
      if (name === 'LOGOUT') {
        socket.write('* BYE\r\n');
        done();
        return void socket.end();
      }
      if (!isSignedIn) return void done('BAD Not now');
      if (name === 'LIST') {
        const isRoot = /^"" ""$/.test(rest);
        socket.write(`* LIST (${isRoot ? '\\Noselect' : ''}) "/" ${isRoot ? '""' : 'INBOX'}\r\n`);
        return void done();
      }
      if (name === 'LSUB' || name === 'NOOP') return void done();
      if (name === 'SELECT' || name === 'EXAMINE') {
        if (rest.replaceAll('"', '') !== 'INBOX') return void done('NO [NONEXISTENT] There is no such folder');
        socket.write(`* FLAGS (\\Seen)\r\n* ${messages.length} EXISTS\r\n* 0 RECENT\r\n`);
        socket.write(`* OK [UIDVALIDITY ${uidValidity}] Numbers\r\n* OK [UIDNEXT ${uidNext}] Next\r\n`);
        socket.write('* OK [PERMANENTFLAGS (\\Seen)] Flags\r\n');
        return void done(`OK [READ-${name === 'SELECT' ? 'WRITE' : 'ONLY'}] done`);
      }
      if (name === 'UID SEARCH') {
        const from = Number(/UID (\d+):\*/.exec(rest)?.[1] ?? 1);
        const last = messages.at(-1);
        const found = messages.filter((each) => each.uid >= from || each === last);
        socket.write(`* SEARCH${found.map(({ uid }) => ` ${uid}`).join('')}\r\n`);
        return void done();
      }
      const uid = Number(/^\d+/.exec(rest)?.[0]);
      const message = messages.find((each) => each.uid === uid);
      const number = message ? messages.indexOf(message) + 1 : 0;
      if (name === 'UID STORE') {
        if (message && rest.includes('\\Seen')) {
          message.isSeen = !/-FLAGS/.test(rest);
          socket.write(`* ${number} FETCH (UID ${uid} FLAGS (\\Seen))\r\n`);
        }
        return void done();
      }
      if (name !== 'UID FETCH') return void done('BAD Unknown');
      if (!message) return void done();
      const [, start = '0', length = '0'] = /BODY\.PEEK\[\]<(\d+)\.(\d+)>/.exec(rest) ?? [];
      const end = faults.sendsAll ? undefined : Number(start) + Number(length);
      const part = message.source.subarray(Number(start), end);
      socket.write(`* ${number} FETCH (UID ${uid} BODY[]<${start}> {${part.length}}\r\n`);
      if (faults.breakAt?.uid === uid && faults.breakAt.times > 0) {
        faults.breakAt.times -= 1;
        socket.write(part.subarray(0, part.length / 2), () => socket.destroy());
        return;
      }
      socket.write(part);
      socket.write(')\r\n');
      done();
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    messages,
    faults,
    commands,
    add: (source) => {
      const lines = Buffer.isBuffer(source) ? source : Buffer.from(source.replaceAll(/\r?\n/g, '\r\n'));
      messages.push({ uid: uidNext, source: lines, isSeen: false });
      uidNext += 1;
      return uidNext - 1;
    },
    renumber: () => {
      uidValidity += 1;
      uidNext = 1;
      for (const message of messages) message.uid = uidNext++;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
