import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { makeAccountingApi } from '#lib/ledger/xero/sdk.ts';

test('a call that is given up ends its connection, so that it cannot arrive later', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const timeout = new AbortController();
  const asked = once(server, 'request');
  const answer = makeAccountingApi(`http://127.0.0.1:${port}`, 'token', timeout.signal).getOrganisations('tenant');
  const given = answer.then(
    () => 'answered',
    () => 'given up',
  );
  const [request] = await asked;
  const closed = once(request.socket, 'close');
  timeout.abort();
  expect(await given).toBe('given up');
  await closed;
  server.close();
});
