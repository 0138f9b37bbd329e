import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownSessionEnd, sessionEnd } from '#components/live/session-end.ts';

let answer = { status: 200, body: '' };
const server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));

beforeAll(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const refusal = (code: string) => JSON.stringify({ error: { code, message: 'No.' } });

test.each([
  [401, refusal('signedOut'), 'signedOut'],
  [404, refusal('businessUnknown'), 'notMember'],
  [403, refusal('businessClosed'), 'closed'],
  [403, refusal('secondFactorRequired'), 'oneFactor'],
  [403, refusal('roleInsufficient'), 'forbidden'],
  // Not ours: a proxy without a server, or one that is being set up.
  [404, '<html>not found</html>', null],
  [401, '{}', null],
  [503, refusal('busy'), null],
  [200, 'retry: 2000\n\n', null],
])('an answer %i to the events, %s, means %s', async (status, body, end) => {
  answer = { status, body };
  const { port } = server.address() as AddressInfo;
  expect(await sessionEnd(`http://127.0.0.1:${port}/`)).toBe(end);
});

test.each([
  [200, '{}', 'signedOut'],
  [200, '{"expires":"2027-01-01","sessionId":"one"}', null],
  // Nobody has said anything about the session.
  [503, '{}', null],
  [200, '<html>', null],
  [200, 'null', null],
])('an answer %i to the question whose session it is, %s, means %s', async (status, body, end) => {
  answer = { status, body };
  const { port } = server.address() as AddressInfo;
  expect(await ownSessionEnd(`http://127.0.0.1:${port}/`)).toBe(end);
});
