import { afterEach, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { changePublished } from '#lib/publishing/change-published.ts';
import { beginCorrection } from '#lib/publishing/correcting.ts';
import { followDocuments } from '#lib/publishing/life/follow-documents.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import { type Passage, type Passing, startLedgerProxy } from '#tests/support/ledger-proxy.ts';
import {
  aConnectedBusiness,
  anItem,
  billsAtLedger,
  callLedger,
  drainToTheEnd,
  filesAtLedger,
  letTimePass,
  newestPublication,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { startWorker, type WorkerProcess } from '#tests/support/worker-process.ts';

withSandbox();

/** Longer than a lease. */
const LEASE_OVER_SECONDS = 40;

const stopped: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stopped.splice(0).reverse()) await stop();
});

const isBill = ({ method, path }: Passage) => method === 'PUT' && /\/Invoices\?/.test(path);
const isUpload = ({ method, path }: Passage) => method === 'PUT' && path.includes('/Attachments/');

/** A worker that is killed, on the spot, at the first passage of this kind. */
async function aDoomedWorker(moment: keyof Passing, isMoment: (passage: Passage) => boolean) {
  const killed = Promise.withResolvers<void>();
  let worker: WorkerProcess | undefined;
  const proxy = await startLedgerProxy({
    async [moment](passage: Passage) {
      if (!isMoment(passage)) return;
      await worker?.kill();
      killed.resolve();
      throw new Error('nobody is there to hear the answer');
    },
  });
  stopped.push(() => proxy.stop());
  worker = await startWorker({ XERO_API_URL: proxy.url });
  stopped.push(() => worker?.kill());
  return { killed: killed.promise };
}

test.each<[string, keyof Passing, (passage: Passage) => boolean, string]>([
  ['before its request reached the ledger', 'beforeLedger', isBill, 'SENDING'],
  ['right after the ledger answered', 'afterLedger', isBill, 'SENDING'],
  ['right after the document was attached', 'afterLedger', isUpload, 'POSTED'],
])('an item is published once, with its document, although the worker is killed %s', async (_, moment, at, left) => {
  const business = await aConnectedBusiness();
  const item = await anItem(business);
  const { killed } = await aDoomedWorker(moment, at);
  await publish(business, [item]);
  await killed;
  expect(await newestPublication(item.id)).toMatchObject({ state: left });

  await letTimePass(business, LEASE_OVER_SECONDS);
  await drainToTheEnd(business);
  const [bill, ...others] = await billsAtLedger(business, item.reference);
  expect(others).toEqual([]);
  expect(await filesAtLedger(business, bill?.id ?? '')).toHaveLength(1);
  expect(await newestPublication(item.id)).toMatchObject({
    state: 'COMPLETE',
    attachments: [{ state: 'DONE' }],
    ledgerId: bill?.id,
  });
});

const isTakenBack = ({ method, path }: Passage) => method === 'POST' && path.includes('/Payments/');
const isEnd = ({ method, path }: Passage) => method === 'POST' && path.includes('/Invoices/');

test.each<[string, keyof Passing, (passage: Passage) => boolean]>([
  ['right after the payment was taken back', 'afterLedger', isTakenBack],
  ['right after the bill was voided', 'afterLedger', isEnd],
])('a paid bill is ended and published anew once, although the worker is killed %s', async (_, moment, at) => {
  const business = await aConnectedBusiness();
  const item = await anItem(business);
  await publish(business, [item]);
  await drainToTheEnd(business);
  const { id, ledgerId } = await newestPublication(item.id);
  await callLedger(business, 'PUT', '/Payments', {
    ...{ Invoice: { InvoiceID: ledgerId }, Account: { Code: '090' }, Date: '2026-11-12', Amount: 120 },
  });
  await followDocuments(business.connectionId, new AbortController().signal);
  await beginCorrection(business.scope, id);
  const changes = { total: '90.00', taxAmount: '15.00' };
  await editItem(business.scope, { itemId: item.id, revision: item.revision, changes });
  const [payment] = (await loadPublications(business.scope, [item.id])).get(item.id)?.afterwards?.settlements ?? [];
  const { revision } = await db.item.findUniqueOrThrow({ where: { id: item.id } });

  const { killed } = await aDoomedWorker(moment, at);
  const wish = { wish: 'change', settlements: [payment?.id ?? ''], isAnew: true, revision } as const;
  expect(await changePublished(business.scope, id, wish)).toMatchObject({ ok: true });
  await killed;
  await letTimePass(business, LEASE_OVER_SECONDS);
  await drainToTheEnd(business);
  const bills = await billsAtLedger(business, item.reference);
  expect(bills.map(({ status, total }) => `${status} ${total}`).sort()).toEqual(['AUTHORISED 90', 'VOIDED 120']);
});

test('a killed worker and a queue that is lost with all its jobs lose nothing: the next worker finds the rest', async () => {
  const business = await aConnectedBusiness();
  const item = await anItem(business);
  const { killed } = await aDoomedWorker('afterLedger', isBill);
  await publish(business, [item]);
  await killed;
  await closeQueues();
  await db.$executeRaw`DROP SCHEMA "queue" CASCADE`;
  await letTimePass(business, LEASE_OVER_SECONDS);

  const worker = await startWorker();
  stopped.push(() => worker.stop());
  await expect.poll(async () => (await newestPublication(item.id)).state, { timeout: 60_000 }).toBe('COMPLETE');
  const bills = await billsAtLedger(business, item.reference);
  expect(bills).toHaveLength(1);
  expect(await filesAtLedger(business, bills[0]?.id ?? '')).toHaveLength(1);
}, 90_000);
