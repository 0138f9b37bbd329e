import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { wrongHost, wrongHostPage } from '#lib/operations/wrong-host.ts';

test.each([
  ['https://books.example.com', 'books.example.com', null],
  ['https://books.example.com', 'BOOKS.example.com:443', null],
  ['https://books.example.com:8443', 'books.example.com:8443', null],
  ['https://books.example.com:8443', 'books.example.com', 'books.example.com'],
  ['http://localhost:3000', '127.0.0.1:3000', '127.0.0.1:3000'],
  ['http://localhost:3000', 'no host at all', 'no host at all'],
])('at %s, who comes by %j is told so unless it is the same', (appUrl, host, told) => {
  expect(wrongHost(new Headers({ host }), appUrl)).toBe(told);
});

test('a host is shown as text, whatever it is', () => {
  expect(wrongHostPage('<script>', 'https://books.example.com')).not.toContain('<script>');
});

/** The values of nginx that the documentation uses. */
const variables: Record<string, (incoming: import('node:http').IncomingMessage) => string | undefined> = {
  $http_host: ({ headers }) => headers.host,
  $host: ({ headers }) => headers.host?.replace(/:\d+$/, ''),
  $proxy_add_x_forwarded_for: ({ socket }) => socket.remoteAddress,
};

test('behind the documented nginx, on a port of its own, the address people typed arrives whole', async () => {
  const documented = readFileSync('docs/operations.md', 'utf8').matchAll(/proxy_set_header (\S+) (\S+);/g);
  const lines = [...documented].map(([, name = '', value = '']) => ({ name, value }));
  expect(lines.length).toBeGreaterThan(0);

  const web = createServer(({ headers }, response) => response.end(headers.host));
  await once(web.listen(0, '127.0.0.1'), 'listening');
  const proxy = createServer((incoming, answer) => {
    const headers = Object.fromEntries(lines.map(({ name, value }) => [name, variables[value]?.(incoming) ?? value]));
    const { port } = web.address() as AddressInfo;
    request({ port, host: '127.0.0.1', path: incoming.url, headers }, (response) => response.pipe(answer)).end();
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    web.close();
    proxy.close();
  });
  const appUrl = `http://localhost:${(proxy.address() as AddressInfo).port}`;
  const host = await (await fetch(appUrl)).text();
  expect(wrongHost(new Headers({ host }), appUrl)).toBeNull();
});
