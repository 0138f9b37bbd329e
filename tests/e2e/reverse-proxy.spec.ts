import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { expect } from '@playwright/test';
import { db } from '#lib/db.ts';
import { demoPassword } from '#lib/team/demo.ts';
import { freePort } from '#scripts/lib/ports.mjs';
import { setText, test, text } from '#tests/support/costs-pages.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';
import { demoEmails } from '#tests/support/sign-in.ts';

/** The values of nginx that the documentation uses. */
const variables: Record<string, (incoming: IncomingMessage) => string | undefined> = {
  $http_host: ({ headers }) => headers.host,
  $host: ({ headers }) => headers.host?.replace(/:\d+$/, ''),
  $proxy_add_x_forwarded_for: ({ headers, socket }) =>
    [headers['x-forwarded-for'] ?? [], socket.remoteAddress].flat().join(', '),
};

/** A proxy that sends on what nginx does with the documented lines. */
function documentedProxy(webPort: number) {
  const documented = readFileSync('docs/operations.md', 'utf8').matchAll(/proxy_set_header (\S+) (\S+);/g);
  const lines = [...documented].map(([, name = '', value = '']) => ({ name: name.toLowerCase(), value }));
  expect(lines.length).toBeGreaterThan(0);
  return createServer((incoming: IncomingMessage, answer: ServerResponse) => {
    const set = Object.fromEntries(lines.map(({ name, value }) => [name, variables[value]?.(incoming) ?? value]));
    // Unless told otherwise, nginx names the server that it asks.
    const headers = { ...incoming.headers, host: `127.0.0.1:${webPort}`, connection: 'close', ...set };
    const { method, url: path } = incoming;
    const asked = request({ host: '127.0.0.1', port: webPort, method, path, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    asked.on('error', () => answer.destroy());
    answer.on('close', () => asked.destroy());
    incoming.pipe(asked);
  });
}

test('behind the documented nginx, on a port of its own, people sign in and their changes are saved', async ({
  browser,
  business,
}) => {
  const { number } = await aSharedItem(business);
  const [webPort, proxyPort] = [await freePort(), await freePort()];
  const address = `http://localhost:${proxyPort}`;
  const web = spawn('npm', ['run', 'web', '--', '-H', '127.0.0.1', '-p', String(webPort)], {
    env: { ...process.env, NODE_ENV: 'production', APP_URL: address, NEXTAUTH_URL: address },
  });
  const proxy = documentedProxy(webPort);
  await once(proxy.listen(proxyPort, '127.0.0.1'), 'listening');
  const context = await browser.newContext({ baseURL: address });
  try {
    await expect(async () => expect((await fetch(`${address}/api/health`)).ok).toBe(true)).toPass();
    const page = await context.newPage();
    await page.goto(`/${business.slug}/costs/${number}`);
    await page.getByLabel('E-mail').fill(demoEmails.BOOKKEEPER);
    await page.getByLabel('Password').fill(demoPassword);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(text(page, 'Description')).toBeVisible();
    expect(page.url()).toBe(`${address}/${business.slug}/costs/${number}`);
    await setText(page, 'Description', 'Through the proxy');
    const item = { businessId: business.scope.businessId, number };
    await expect
      .poll(() => db.item.findFirst({ where: item, select: { description: true } }))
      .toEqual({ description: 'Through the proxy' });
  } finally {
    await context.close();
    proxy.close();
    proxy.closeAllConnections();
    web.kill();
    await once(web, 'exit');
  }
});
