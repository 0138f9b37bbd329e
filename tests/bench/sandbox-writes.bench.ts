import { Agent, request } from 'node:http';
import { expect, test } from 'vitest';
import { isFull, measured } from './measure.ts';
import { startSandboxProcess } from './sandbox-process.ts';

/* How fast the sandbox answers, so that it is never what limits a benchmark: at least 1,500 simple writes a second, 0.67 ms each. */

const CALLS = isFull ? 6_000 : 3_000;
const AT_ONCE = 16;
const HARBOUR = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70001';

const bill = JSON.stringify({
  Invoices: [
    {
      Type: 'ACCPAY',
      Contact: { Name: 'Bidfood' },
      LineItems: [{ Description: 'Flour', Quantity: 2, UnitAmount: 10, AccountCode: '310', TaxType: 'INPUT2' }],
    },
  ],
});

test(`${CALLS} writes of a bill and as many reads`, { timeout: 120_000 }, async () => {
  const { url, stop } = await startSandboxProcess(0);
  try {
    const headers = await connected(url);
    const perSecond = async (method: 'PUT' | 'GET') => {
      await rounds(CALLS / 6, () => call(url, method, headers));
      const startedAt = performance.now();
      await rounds(CALLS, () => call(url, method, headers));
      return CALLS / ((performance.now() - startedAt) / 1_000);
    };
    const reads = await perSecond('GET');
    const writes = await perSecond('PUT');
    // A write has to be kept, a read is answered from memory.
    measured({
      name: 'sandbox, ms a write over ms a read',
      value: 1_000 / writes,
      anchor: 1_000 / reads,
      unit: 'ms',
      aim: { most: 0.67, of: 'value' },
    });
    const kept = await fetch(`${url}/sandbox/api/organisations/${HARBOUR}/books/invoices`);
    const { count } = (await kept.json()) as { count: number };
    expect(count).toBeGreaterThanOrEqual(CALLS);
  } finally {
    await stop();
  }
});

async function connected(url: string): Promise<Record<string, string>> {
  const post = (path: string, body: object, method = 'POST') =>
    fetch(`${url}/sandbox/api${path}`, { method, body: JSON.stringify(body) });
  const limits = { minute: 1_000_000, day: 1_000_000, concurrent: 1_000 };
  await post(`/organisations/${HARBOUR}`, { limits }, 'PATCH');
  const app = { id: 'BENCH', secret: 'secret', name: 'Bench', callsPerMinute: 1_000_000 };
  await post('/apps', app);
  const granted = await post('/tokens', {
    clientId: 'BENCH',
    email: 'amelia@harbour.example',
    organisations: [HARBOUR],
  });
  const { access_token } = (await granted.json()) as { access_token: string };
  return {
    accept: 'application/json',
    authorization: `Bearer ${access_token}`,
    'xero-tenant-id': HARBOUR,
    'content-type': 'application/json',
  };
}

/** Makes so many calls, a fixed number of them at once. */
async function rounds(count: number, make: () => Promise<void>): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left > 0) {
        left -= 1;
        await make();
      }
    }),
  );
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** The plainest client there is: what is measured is the sandbox and not the caller. */
function call(url: string, method: 'PUT' | 'GET', headers: Record<string, string>): Promise<void> {
  const path = method === 'PUT' ? '/Invoices' : '/Organisation';
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api.xro/2.0${path}`, { method, headers, agent }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${method} ${path}: ${answer.statusCode}`));
      });
    });
    sent.once('error', reject);
    sent.end(method === 'PUT' ? bill : undefined);
  });
}
