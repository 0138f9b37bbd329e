import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, BlockList } from 'node:net';
import { expect, test } from 'vitest';
import { clientAddress, networkOf } from '#lib/account/client-address.ts';
import { parseEnv } from '#lib/env.ts';
import { keepTrueClientAddress } from '#lib/operations/true-client-address.ts';
import { logLines } from '#tests/support/log-lines.ts';

keepTrueClientAddress();

const trusting = (TRUSTED_PROXIES: string): BlockList => parseEnv({ ...process.env, TRUSTED_PROXIES }).TRUSTED_PROXIES;

test.each([
  ['a stranger, with nothing said', '', '203.0.113.9', undefined, '203.0.113.9'],
  ['a stranger who invents an address', '', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['a proxy on this machine', '', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['that proxy, asked by one who invents', '', '::1', '10.9.9.9, 198.51.100.1', '198.51.100.1'],
  ['a proxy elsewhere that is named', '10.0.0.5', '10.0.0.5', '198.51.100.1', '198.51.100.1'],
  ['one that is not', '10.0.0.5', '10.0.0.6', '198.51.100.1', '10.0.0.6'],
  ['two proxies, by their network', '10.0.0.0/8', '10.0.0.5', '198.51.100.1, 10.1.1.1', '198.51.100.1'],
  ['IPv4 on a socket for both', '10.0.0.5', '::ffff:10.0.0.5', '198.51.100.1', '198.51.100.1'],
  ['a proxy of IPv6', 'fd00::/8', 'fd00::5', '2001:db8::1', '2001:db8::1'],
  ['a proxy that passes on what is no address', '', '127.0.0.1', '10.9.9.9, \0unknown', '\0unknown'],
  ['nobody but proxies', '10.0.0.0/8', '10.0.0.5', '10.1.1.1', '10.1.1.1'],
])('%s', (_who, proxies, remote, forwardedFor, address) => {
  expect(clientAddress(remote, forwardedFor, trusting(proxies))).toBe(address);
});

test('what is no address is refused by name when Intray starts', () => {
  expect(() => trusting('the proxy')).toThrow('TRUSTED_PROXIES is not valid: addresses and networks');
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:192.0.2.1', '2001:db8:1:2::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['unknown', 'unknown'],
])('tries from %s are counted by %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('a web server reads the believed address alone, however often the header was sent', async () => {
  const server = createServer(({ headers }, response) => response.end(headers['x-forwarded-for']));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const headers: [string, string][] = [
    ['X-Forwarded-For', '10.9.9.9'],
    ['X-Forwarded-For', '198.51.100.1'],
  ];
  expect(await (await fetch(url, { headers })).text()).toBe('198.51.100.1');
  expect(await (await fetch(url)).text()).toBe('127.0.0.1');
  server.close();
});

test('the log says once that what a proxy tells is ignored, until it is named', async () => {
  const asked = (remoteAddress: string, forwardedFor?: string) =>
    channel('http.server.request.start').publish({
      request: { headers: { 'x-forwarded-for': forwardedFor }, socket: { remoteAddress } },
    });
  const lines = await logLines(async () => {
    asked('203.0.113.9');
    asked('127.0.0.1', '198.51.100.1');
    asked('203.0.113.9', '198.51.100.1');
    asked('203.0.113.9', '198.51.100.2');
  });
  expect(lines).toMatchObject([
    { level: 40, address: '203.0.113.9', msg: expect.stringMatching(/^X-Forwarded-For is ignored/) },
  ]);
});
