import { afterAll, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import type { Remedy } from '#lib/domain/readiness/remedies.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { documentTexts } from '#tests/support/ledger-texts.ts';
import {
  aConnectedBusiness,
  aMethod,
  anItem,
  billsAtLedger,
  drainToTheEnd,
  fault,
  newestPublication,
  paidBy,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterAll(() => control('DELETE', '/faults'));

/** The buttons that each way to put something right has on an item's page; what is chosen or corrected is so at its field. */
const buttons: Record<Remedy, string[]> = {
  choose: [],
  correct: [],
  draft: ['Publish as draft'],
  reload: ['publish again'],
  publishAgain: ['Publish again'],
  reconnect: ['Reconnect'],
  link: ['Open payment methods'],
};

test('whatever the ledger says of a document ends at its item as a reason, at its field, with its fix, and nothing is posted', async () => {
  const business = await aConnectedBusiness();
  const refused = [];
  for (const [text, code, field, remedies] of documentTexts) {
    const item = await anItem(business, { original: null, reference: `TEXT ${refused.length}.` });
    await fault(business, { kind: 'refuse', method: 'PUT', path: '/Invoices', message: text, about: item.reference });
    refused.push({ item, text, code, field, remedies });
  }
  const taken = await anItem(business, { original: null });
  await publish(business, [...refused.map(({ item }) => item), taken]);
  await drainToTheEnd(business);

  expect(await newestPublication(taken.id)).toMatchObject({ state: 'COMPLETE' });
  const stored = await db.item.findMany({ where: { status: 'REFUSED', businessId: business.scope.businessId } });
  expect(stored.map(({ id }) => id).toSorted()).toEqual(refused.map(({ item }) => item.id).toSorted());
  const looked = new Set<string>();
  for (const { item, text, code, field, remedies } of refused) {
    const { refusal } = stored.find(({ id }) => id === item.id) ?? {};
    expect(refusal, text).toMatchObject({ reasons: [{ code, field, ledgerText: text }] });
    // The page of one of each kind.
    if (looked.has(`${code} ${field}`)) continue;
    looked.add(`${code} ${field}`);
    const view = await getItem(business.scope, 'COSTS', item.number);
    expect(view?.refusal, text).toMatchObject([{ code, field, ledgerText: text, isTold: false }]);
    const labels = view?.refusal[0]?.fixes.map(({ label }) => label) ?? [];
    const expected = remedies.flatMap((remedy) => buttons[remedy]);
    expect(labels.map((label) => expected.find((words) => label.endsWith(words)) ?? label)).toEqual(expected);
  }
  expect(await db.item.count({ where: { businessId: business.scope.businessId, place: 'ARCHIVE' } })).toBe(1);
  expect(await billsAtLedger(business, refused[0]?.item.reference ?? '')).toEqual([]);
});

/** Of what a document can meet, what is said of a payment too, and of setting a credit against something. */
const ofPayments = documentTexts.filter(
  ([, code, field]) => field === 'payments' || code === 'periodLocked' || code === 'accountUnknown',
);
const ofAllocations = documentTexts.filter(([, , field]) => field === 'creditFor');

test('whatever it says of a payment ends at the item as that, with another try, and the bill stays posted', async () => {
  const business = await aConnectedBusiness();
  const card = await aMethod(business, '090');
  const amounts = ofPayments.map((_, index) => `${101 + index}`);
  for (const [index, [message]] of ofPayments.entries()) {
    const about = `"Amount":${amounts[index]}`;
    await fault(business, { kind: 'refuse', method: 'PUT', path: '/Payments', message, about });
  }
  const payments = amounts.map((amount): [string, string] => [amount, '2026-11-05']);
  const item = await anItem(business, {
    ...{ original: null, total: '6000.00', taxAmount: '1000.00' },
    ...paidBy(business, card, ...payments),
  });
  await publish(business, [item]);
  await drainToTheEnd(business);
  const { state, steps } = await newestPublication(item.id);
  expect(state).toBe('COMPLETE');
  const told = steps.filter(({ kind }) => kind === 'PAYMENT').map(({ error }) => error);
  expect(told).toMatchObject(
    ofPayments.map(([ledgerText, code]) => ({
      reasons: [{ field: 'payments', code: code === 'accountUnknown' ? 'bankAccountMissing' : code, ledgerText }],
    })),
  );
  const view = await getItem(business.scope, 'COSTS', item.number);
  expect(view?.publication).toMatchObject({ isPublished: true, canRetry: true, notice: { phase: 'notPaid' } });
  expect(await billsAtLedger(business, item.reference)).toHaveLength(1);
});

test('whatever it says of setting a credit against its bill ends at the credit note, which stays posted', async () => {
  const business = await aConnectedBusiness();
  const bill = await anItem(business, { original: null, total: '600.00', taxAmount: '100.00' });
  await publish(business, [bill]);
  await drainToTheEnd(business);
  const notes = [];
  for (const [index, [message]] of ofAllocations.entries()) {
    const total = `${31 + index}.00`;
    const values = {
      type: 'CREDIT_NOTE',
      creditFor: bill.reference,
      original: null,
      total,
      taxAmount: '0.00',
    } as const;
    notes.push(await anItem(business, values));
    const about = `"Amount":${31 + index}`;
    await fault(business, { kind: 'refuse', method: 'PUT', path: '/Allocations', message, about });
  }
  await publish(business, notes);
  await drainToTheEnd(business);
  for (const [index, [ledgerText, code]] of ofAllocations.entries()) {
    const { state, steps } = await newestPublication(notes[index]?.id ?? '');
    expect(state).toBe('COMPLETE');
    expect(steps.find(({ kind }) => kind === 'ALLOCATION')?.error, ledgerText).toMatchObject({
      reasons: [{ field: 'creditFor', code, ledgerText }],
    });
  }
});
