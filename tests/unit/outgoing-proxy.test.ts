import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { makeAccountingApi } from '#lib/ledger/xero/sdk.ts';
import { setOutgoingProxy } from '#lib/outgoing-proxy.ts';

/** Answers everything, and notes what it was asked: a proxy is asked for whole addresses, or for a way through. */
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
});
server.on('connect', (request, socket) => {
  asked.push(`CONNECT ${request.url}`);
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  server.emit('connection', socket);
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address() as AddressInfo;

beforeEach(() => {
  asked.length = 0;
});
afterAll(() => server.close());

/** The clients of this process, each asking for the accounts of a ledger there. */
const clients = {
  fetch: (origin: string) => fetch(`${origin}/Accounts`),
  'xero-node': (origin: string) =>
    makeAccountingApi(origin, 'token', AbortSignal.timeout(5_000)).getAccounts('organisation'),
};

test.each(Object.entries(clients))('%s asks by way of the proxy, and this machine directly', async (_client, ask) => {
  setOutgoingProxy({ HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: 'elsewhere.example' });
  await ask('http://ledger.example');
  expect(asked[0]).toMatch(/^(CONNECT |http:\/\/)ledger\.example/);

  asked.length = 0;
  for (const host of ['localhost', '127.0.0.1']) await ask(`http://${host}:${port}`);
  expect(asked).toEqual(['/Accounts', '/Accounts']);
});

test.each(Object.entries(clients))(
  '%s does not ask by way of the proxy for what NO_PROXY names',
  async (_client, ask) => {
    setOutgoingProxy({ HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: 'ledger.invalid' });
    await expect(ask('http://ledger.invalid')).rejects.toBeDefined();
    expect(asked).toEqual([]);
  },
);
