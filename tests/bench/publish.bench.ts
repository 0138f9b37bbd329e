import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessToken } from '#lib/connections/access-token.ts';
import { db } from '#lib/db.ts';
import { mirrorBooks } from '#lib/publishing/books/mirror-books.ts';
import { loadRuns } from '#lib/publishing/runs/load-runs.ts';
import { closeQueues, enqueue } from '#lib/queue/enqueue.ts';
import { aConnectedBusiness, type ConnectedBusiness } from '#tests/support/publishing.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { startWorker, type WorkerProcess } from '#tests/support/worker-process.ts';
import { isFull, measured, note } from './measure.ts';
import { cpuMsOf } from './process-time.ts';
import { manyQueued } from './queued-publications.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';

/*
 * Publishing by real workers, against the sandbox under Xero's limits. A minute of the limits lasts less than a real one
 * where waiting is what is measured; the sandbox and the call budget have it alike, and all else is as it is.
 */

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await startSandboxProcess(Number(process.env.XERO_SANDBOX_PORT));
  // The smaller plans of an app take fifty connections.
  await control('PATCH', '/apps/SANDBOX-APP', { tier: 'advanced' });
  // Before any worker runs, which would carry out the refresh of a new connection itself.
  first = await aConnectedBusiness();
  await unlimited([first]);
}, 120_000);
afterAll(async () => {
  await closeQueues();
  await sandbox.stop();
});

type Limits = { minute?: number; minuteMs?: number; day?: number };

async function limited(business: ConnectedBusiness, limits: Limits): Promise<void> {
  await control('PATCH', `/organisations/${business.organisationId}`, { limits });
}

/** Enough that nothing waits for them. */
async function unlimited(businesses: ConnectedBusiness[]): Promise<void> {
  const limits = { minute: 10_000, day: 1_000_000 };
  for (const business of businesses) await limited(business, limits);
  await db.callBudget.deleteMany({ where: { key: { in: businesses.map(keyOf) } } });
  await db.callBudget.createMany({
    data: businesses.map((business) => ({
      ...{ key: keyOf(business), minuteLimit: limits.minute, dayLimit: limits.day },
    })),
  });
}

const keyOf = ({ organisationId }: ConnectedBusiness) => `xero:organisation:${organisationId}`;

const answersTake = (milliseconds: number) => control('POST', '/faults', { kind: 'delay', milliseconds });

type Run = { wallMs: number; workerCpuMs: number; sandboxCpuMs: number; calls: number; refused: number };

/** Lets the connections' drains begin, and waits until nothing of theirs is left to do. */
async function drained(
  businesses: ConnectedBusiness[],
  workers: WorkerProcess[],
): Promise<Run & { waitsMs: number[] }> {
  const connectionIds = businesses.map(({ connectionId }) => connectionId);
  const ofThese = { id: { in: connectionIds } };
  await control('DELETE', '/log');
  const cpu = () => ({
    worker: workers.reduce((sum, { pid }) => sum + cpuMsOf(pid), 0),
    sandbox: cpuMsOf(sandbox.pid),
  });
  const before = cpu();
  const startedAt = new Date();
  await db.connection.updateMany({ where: ofThese, data: { status: 'CONNECTED' } });
  for (const { connectionId } of businesses) await enqueue('drain-publications', { connectionId });
  const left = () =>
    db.publication.count({
      where: { connectionId: { in: connectionIds }, state: { in: ['QUEUED', 'SENDING', 'POSTED', 'UNCERTAIN'] } },
    });
  while ((await left()) > 0) await pause(100);
  const after = cpu();
  const ended = await db.publication.groupBy({
    by: ['connectionId'],
    where: { connectionId: { in: connectionIds }, state: 'COMPLETE' },
    _max: { completedAt: true },
    _count: true,
  });
  expect(ended).toHaveLength(businesses.length);
  const waitsMs = ended.map(({ _max }) => Number(_max.completedAt) - Number(startedAt));
  const { counts } = await control<{ counts: { endpoint: string; calls: number; refused: number }[] }>(
    'GET',
    '/log/counts',
  );
  const ofBooks = counts.filter(({ endpoint }) => !endpoint.startsWith('/connect'));
  return {
    wallMs: Math.max(...waitsMs),
    waitsMs,
    workerCpuMs: after.worker - before.worker,
    sandboxCpuMs: after.sandbox - before.sandbox,
    calls: ofBooks.reduce((sum, { calls }) => sum + calls, 0),
    refused: ofBooks.reduce((sum, { refused }) => sum + refused, 0),
  };
}

async function withWorkers<T>(count: number, work: (workers: WorkerProcess[]) => Promise<T>): Promise<T> {
  const workers = await Promise.all(Array.from({ length: count }, () => startWorker()));
  try {
    return await work(workers);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

let first: ConnectedBusiness;

/** What is loaded at its first use, and compiled after some, has been by any worker that is a minute old. */
async function warmedUp(workers: WorkerProcess[]): Promise<void> {
  await manyQueued(first, 40);
  await drained([first], workers);
}

test('500 bills with attachments under the limits', { timeout: 1_800_000 }, async () => {
  const bills = isFull ? 500 : 130;
  const minuteMs = isFull ? 20_000 : 12_000;
  const business = await aConnectedBusiness();
  await limited(business, { minuteMs });
  await db.callBudget.create({ data: { key: keyOf(business), minuteLimit: 60, dayLimit: 5_000, minuteMs } });
  // What the books have already is looked at before anything is sent, in a mirror that was read an hour ago.
  await db.business.update({ where: { id: business.scope.businessId }, data: { booksDuplicates: 'STOP' } });
  await mirrorBooks(business.connectionId, new AbortController().signal);
  await db.bookMirror.update({
    where: { connectionId: business.connectionId },
    data: { readAt: new Date(Date.now() - 60 * 60_000) },
  });
  await withWorkers(1, async (workers) => {
    await warmedUp(workers);
    await manyQueued(business, bills);
    const { businessId } = business.scope;
    const { id: runId } = await db.publishRun.create({
      data: { businessId, connectionId: business.connectionId, requestedByName: 'Ada Admin' },
    });
    await db.publication.updateMany({ where: { connectionId: business.connectionId }, data: { runId } });
    const foreseen = foreseeing(business);
    const { wallMs, calls, refused } = await drained([business], workers);
    const { worstError } = await foreseen.end();
    const needed = bills + Math.ceil(bills / 50);
    // Sixty at once, and sixty more each time that a minute has passed.
    const leastMs = Math.floor((needed - 1) / 60) * minuteMs;
    measured({
      name: `${bills} bills with attachments, over what the limits allow`,
      value: wallMs / 1_000,
      anchor: leastMs / 1_000,
      unit: 's',
      aim: { most: 1.05, of: 'ratio' },
    });
    measured({
      name: 'calls, over bills with an attachment each',
      value: calls,
      anchor: bills,
      unit: 'calls',
      aim: { most: 1.05, of: 'ratio' },
    });
    measured({ name: 'calls refused for a limit', value: refused, anchor: null, unit: 'calls', aim: none });
    measured({
      name: 'time to go from a quarter on, worst error, over the time that was left',
      value: worstError.errorMs / 1_000,
      anchor: worstError.leftMs / 1_000,
      unit: 's',
      aim: { most: 0.2, of: 'ratio' },
    });
  });
});

/** Notes now and then what is told of the time to go, and tells afterwards how wrong it was at worst. */
function foreseeing({ scope }: ConnectedBusiness) {
  const told: { at: number; doneAt: number; share: number }[] = [];
  const startedAt = Date.now();
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      await pause(500);
      const [run] = await loadRuns(scope);
      if (run?.doneAt) told.push({ at: Date.now(), doneAt: Date.parse(run.doneAt), share: run.made / run.needed });
    }
  })();
  return {
    async end() {
      isOver = true;
      await watching;
      const endedAt = told.at(-1)?.at ?? Date.now();
      const errors = told
        // A few per cent of the whole at the end are within the time between two looks.
        .filter(({ at, share }) => share >= 0.25 && endedAt - at > (endedAt - startedAt) / 20)
        .map(({ at, doneAt }) => ({ errorMs: Math.abs(doneAt - endedAt), leftMs: endedAt - at }));
      const worstError = errors.reduce((worst, each) =>
        each.errorMs / each.leftMs > worst.errorMs / worst.leftMs ? each : worst,
      );
      return { worstError };
    },
  };
}

const none = { most: 0, of: 'value' } as const;

test('45 bills at 1.5 s an answer, over a bare client with five calls at once', { timeout: 600_000 }, async () => {
  const bills = 45;
  const business = await aConnectedBusiness();
  const bare = await aConnectedBusiness();
  await withWorkers(1, async (workers) => {
    await warmedUp(workers);
    await answersTake(1_500);
    const { body, files } = await manyQueued(business, bills);
    const { wallMs, refused } = await drained([business], workers);
    const bareMs = await bareClient(bare, body, files);
    await control('DELETE', '/faults');
    measured({
      name: '45 bills at 1.5 s an answer, over a bare client with five calls at once',
      value: wallMs / 1_000,
      anchor: bareMs / 1_000,
      unit: 's',
      aim: { most: 1.15, of: 'ratio' },
    });
    expect(refused).toBe(0);
  });
});

/** The least that there is to do: one request for the bills, then a file for each, five at a time. */
async function bareClient(business: ConnectedBusiness, body: object, files: Buffer[]): Promise<number> {
  const { connectionId, organisationId } = business;
  const { grantId } = await db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  const token = await accessToken(grantId ?? '');
  if (!token.ok) throw new Error(token.error.message);
  const call = async (path: string, content: string | Buffer<ArrayBuffer>, contentType: string) => {
    const answer = await fetch(`${process.env.XERO_API_URL}/api.xro/2.0${path}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${token.value}`,
        'xero-tenant-id': organisationId,
        accept: 'application/json',
        'content-type': contentType,
      },
      body: content,
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json() as Promise<{ Invoices: { InvoiceID: string }[] }>;
  };
  const startedAt = performance.now();
  const { Invoices } = await call('/Invoices', JSON.stringify(body), 'application/json');
  const left = [...Invoices.entries()];
  await Promise.all(
    [1, 2, 3, 4, 5].map(async () => {
      for (let next = left.pop(); next; next = left.pop()) {
        const [index, { InvoiceID }] = next;
        const file = Buffer.from(files[index] ?? '');
        await call(`/Invoices/${InvoiceID}/Attachments/Invoice.pdf`, file, 'application/pdf');
      }
    }),
  );
  return performance.now() - startedAt;
}

const cases = [
  { answerMs: 0, workerCount: 1 },
  { answerMs: 300, workerCount: 1 },
  { answerMs: 300, workerCount: 4 },
];

test('many connections at once', { timeout: 3_600_000 }, async () => {
  const count = Number(process.env.BENCH_CONNECTIONS ?? (isFull ? 200 : 30));
  const bills = 12;
  const businesses: ConnectedBusiness[] = [];
  for (let index = 0; index < count; index++) businesses.push(await aConnectedBusiness());
  await unlimited(businesses);
  for (const { answerMs, workerCount } of cases) {
    await withWorkers(workerCount, async (workers) => {
      await warmedUp(workers);
      if (answerMs > 0) await answersTake(answerMs);
      for (const business of businesses) await manyQueued(business, bills);
      const run = await drained(businesses, workers);
      await control('DELETE', '/faults');
      tellOf(
        `${count} connections, ${answerMs} ms an answer, ${workerCount} ${workerCount > 1 ? 'workers' : 'worker'}`,
        {
          run,
          bills: count * bills,
          isAimed: answerMs > 0 && workerCount === 1,
        },
      );
    });
  }
});

type Told = { run: Run & { waitsMs: number[] }; bills: number; isAimed: boolean };

/** One line a measure: the share of the app's minute, what a bill costs, and who waits longest. */
function tellOf(name: string, { run, bills, isAimed }: Told): void {
  const { wallMs, waitsMs, calls, refused } = run;
  const aMinute = calls / (wallMs / 60_000);
  note(
    `${name}: ${calls} calls in ${(wallMs / 1_000).toFixed(1)} s, ${(aMinute / 100).toFixed(1)} % of 10,000 a minute`,
  );
  measured({
    name: `${name}: 60 % of the app's calls a minute, over those made`,
    value: 6_000,
    anchor: aMinute,
    unit: 'calls',
    aim: isAimed ? { most: 1, of: 'ratio' } : null,
  });
  measured({
    name: `${name}: CPU of the workers a bill with its attachment`,
    value: run.workerCpuMs / bills,
    anchor: null,
    unit: 'ms',
    aim: { most: 6, of: 'value' },
  });
  measured({
    name: `${name}: CPU of the sandbox a call`,
    value: run.sandboxCpuMs / calls,
    anchor: null,
    unit: 'ms',
    aim: null,
  });
  measured({
    name: `${name}: worst wait of a connection, over the mean`,
    value: Math.max(...waitsMs) / 1_000,
    anchor: waitsMs.reduce((sum, ms) => sum + ms, 0) / waitsMs.length / 1_000,
    unit: 's',
    aim: { most: 1.2, of: 'ratio' },
  });
  measured({ name: `${name}: calls refused for a limit`, value: refused, anchor: null, unit: 'calls', aim: none });
}
