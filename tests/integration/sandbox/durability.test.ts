import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LARGE_ORGANISATION } from '#tests/sandbox/seeds/large.ts';
import { startSandbox } from '#tests/sandbox/start.ts';

let directory: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'xero-sandbox-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

const HARBOUR = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70001';
type Row = Record<string, unknown>;

/** One connection for each call, since the server at the other end comes and goes. */
function call(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), connection: 'close' } });
}

async function post<T>(url: string, body: unknown): Promise<T> {
  return (await call(url, { method: 'POST', body: JSON.stringify(body) })).json() as Promise<T>;
}

async function connect(url: string): Promise<Record<string, string>> {
  const tokens = await post<{ access_token: string }>(`${url}/sandbox/api/tokens`, {
    email: 'amelia@harbour.example',
    organisations: [HARBOUR],
  });
  await call(`${url}/sandbox/api/organisations/${HARBOUR}`, {
    method: 'PATCH',
    body: JSON.stringify({ limits: { minute: 100_000, day: 100_000, concurrent: 100 } }),
  });
  return { accept: 'application/json', authorization: `Bearer ${tokens.access_token}`, 'xero-tenant-id': HARBOUR };
}

const aBill = (number: string) =>
  JSON.stringify({
    Invoices: [
      {
        Type: 'ACCPAY',
        InvoiceNumber: number,
        Contact: { Name: 'Bidfood' },
        LineItems: [{ Description: 'x', UnitAmount: 1 }],
      },
    ],
  });

async function invoiceNumbers(url: string, headers: Record<string, string>): Promise<unknown[]> {
  const response = await call(`${url}/api.xro/2.0/Invoices?where=InvoiceNumber.StartsWith(%22N-%22)`, { headers });
  return ((await response.json()) as { Invoices: Row[] }).Invoices.map((bill) => bill.InvoiceNumber);
}

test('books, connections, tokens, idempotency keys and the clock outlive a restart', async () => {
  const first = await startSandbox({ port: 0, directory });
  const headers = await connect(first.url);
  const keyed = { ...headers, 'idempotency-key': 'kept' };
  const made = await call(`${first.url}/api.xro/2.0/Invoices`, { method: 'PUT', headers: keyed, body: aBill('N-1') });
  const answer = await made.text();
  await post(`${first.url}/sandbox/api/clock`, { advanceSeconds: 60 });
  await first.close();

  const second = await startSandbox({ port: first.port, directory });
  const again = await call(`${second.url}/api.xro/2.0/Invoices`, {
    method: 'PUT',
    headers: keyed,
    body: aBill('N-1'),
  });
  expect(await again.text()).toBe(answer);
  expect(await invoiceNumbers(second.url, headers)).toEqual(['N-1']);
  const clock = (await (await call(`${second.url}/sandbox/api/clock`)).json()) as Row;
  expect(clock.offsetSeconds).toBe(60);
  await second.close();
});

test('what was answered before kill -9 is there afterwards, all of it', async () => {
  const { url, process } = await spawnSandbox('0');
  child = process;
  const headers = await connect(url);
  const answered: string[] = [];
  const writers = Array.from({ length: 8 }, async (_unused, writer) => {
    for (let count = 0; ; count += 1) {
      const number = `N-${writer}-${count}`;
      const response = await call(`${url}/api.xro/2.0/Invoices`, { method: 'PUT', headers, body: aBill(number) });
      if (response.ok && (await response.json())) answered.push(number);
      if (answered.length >= 200) process.kill('SIGKILL');
    }
  });
  await Promise.allSettled(writers);

  const port = new URL(url).port;
  const again = await spawnSandbox(port);
  child = again.process;
  const kept = new Set(await invoiceNumbers(again.url, headers));
  expect(answered.length).toBeGreaterThanOrEqual(200);
  expect(answered.filter((number) => !kept.has(number))).toEqual([]);
});

test('the large organisation is made once, at its full size, and kept', async () => {
  type Look = { organisations: { id: string; name: string }[] };
  const idOf = async (url: string) => {
    const { organisations } = (await (await call(`${url}/sandbox/api`)).json()) as Look;
    return organisations.filter((one) => one.name === LARGE_ORGANISATION).map((one) => one.id);
  };
  const first = await startSandbox({ port: 0, directory, isLarge: true });
  const made = await idOf(first.url);
  await first.close();
  const second = await startSandbox({ port: 0, directory, isLarge: true });
  expect(await idOf(second.url)).toEqual(made);
  const tokens = await post<{ access_token: string }>(`${second.url}/sandbox/api/tokens`, {
    email: 'amelia@harbour.example',
    organisations: made,
  });
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${tokens.access_token}`,
    'xero-tenant-id': made[0] ?? '',
  };
  const itemCount = async (list: string) => {
    const response = await call(`${second.url}/api.xro/2.0/${list}?page=1&pageSize=1`, { headers });
    return ((await response.json()) as { pagination: { itemCount: number } }).pagination.itemCount;
  };
  expect([await itemCount('Contacts'), await itemCount('Invoices')]).toEqual([20_000, 50_000]);
  const accounts = await call(`${second.url}/api.xro/2.0/Accounts`, { headers });
  expect(((await accounts.json()) as { Accounts: Row[] }).Accounts).toHaveLength(600);
  await second.close();
});

test('a port in use is said in one sentence and ends with a failure', async () => {
  const running = await startSandbox({ port: 0, directory });
  const other = mkdtempSync(join(tmpdir(), 'xero-sandbox-'));
  const process = launch(String(running.port), other);
  let complaint = '';
  process.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const [code] = await once(process, 'exit');
  expect(code).toBe(1);
  expect(complaint.trim().split('\n')).toHaveLength(1);
  expect(complaint).toContain(`port ${running.port} is in use`);
  await running.close();
  rmSync(other, { recursive: true, force: true });
});

function launch(port: string, folder: string): ChildProcess {
  return spawn(process.execPath, ['tests/sandbox/main.ts'], {
    env: { ...process.env, XERO_SANDBOX_PORT: port, XERO_SANDBOX_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function spawnSandbox(port: string): Promise<{ url: string; process: ChildProcess }> {
  const started = launch(port, directory);
  if (!started.stdout) throw new Error('The sandbox has no output');
  const [line] = await once(started.stdout, 'data');
  return { url: /http:\/\/localhost:\d+/.exec(String(line))?.[0] ?? '', process: started };
}
