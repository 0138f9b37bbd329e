import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { PlainError } from './plain-error.mjs';

/** Listens for a moment, to find out whether one can. Gives the port listened on: a free one when `port` is 0. */
async function probe(port, host) {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const { port: listened } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return listened;
}

/** Below what systems give to outgoing connections (32768 and up), so that none takes a port between its choice and its use. */
const FIRST = 20_000;
const COUNT = 12_000;
const TRIES = 50;

/** A TCP port of this machine that nobody listens on at this moment; `preferred` when that one is free. */
export async function freePort(preferred = 0) {
  for (let tried = 0; tried < TRIES; tried++) {
    const port = tried === 0 && preferred ? preferred : randomInt(FIRST, FIRST + COUNT);
    try {
      return await probe(port, '127.0.0.1');
    } catch {
      // Somebody's: another one.
    }
  }
  return probe(0, '127.0.0.1');
}

/** Refuses with one sentence, naming the setting to change, when one could not listen there. */
export async function requirePort(port, host, setting) {
  try {
    await probe(port, host);
  } catch (cause) {
    const reasons = { EADDRINUSE: 'is in use by another program', EACCES: 'is reserved for the administrator' };
    const reason = reasons[cause.code];
    if (!reason)
      throw new PlainError(`Intray cannot listen on ${host}: ${cause.message}. Set LISTEN_ADDRESS.`, { cause });
    throw new PlainError(`Port ${port} ${reason}. Choose another one: ${setting}=${port + 1} npm start`, { cause });
  }
}
