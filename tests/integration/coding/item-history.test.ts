import { expect, test } from 'vitest';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import type { ItemEventKind } from '#lib/domain/item-event.ts';
import { aBusiness } from '#tests/support/connect.ts';

/** What each step of publishing keeps beside its kind, as lib/publishing writes it. */
const details: Record<ItemEventKind, object> = {
  added: { fileName: 'invoice.pdf' },
  changed: {},
  deleted: {},
  restored: {},
  moved: { workspace: 'SALES' },
  exported: { withDocuments: true },
  merged: { items: [4, 5] },
  mergedInto: { items: [3] },
  unmerged: {},
  split: { items: [6] },
  splitOff: { items: [3] },
  pagesChanged: {},
  archived: {},
  broughtBack: {},
  claimed: { claim: 'November' },
  unclaimed: { claim: 'November' },
  returned: { claim: 'November', because: 'The receipt cannot be read.' },
  confirmed: { because: 'The date is far back.' },
  publishRequested: { publishAs: 'AUTHORISED' },
  published: {
    publishAs: 'AUTHORISED',
    requestedByName: 'Ada',
    ledgerNumber: 'INV-7',
    ledgerUrl: 'https://ledger.example/bills/7',
  },
  attachedToBooks: { toKind: 'BILL', ledgerNumber: 'INV-7', ledgerUrl: 'https://ledger.example/bills/7' },
  detachedFromBooks: {},
  attached: { fileName: 'invoice.pdf' },
  attachmentFailed: { reasons: [{ message: 'The file is too large for Xero.' }] },
  paymentRecorded: { amount: '120.00', currency: 'GBP', paidOn: '2026-11-05' },
  paymentFailed: { reasons: [{ message: 'The account is archived.' }] },
  paymentCancelled: {},
  creditAllocated: { to: 'INV-7' },
  creditNotAllocated: { reasons: [{ message: 'It is paid.' }] },
  noteFailed: { reasons: [] },
  publishUncertain: {},
  publishCancelled: {},
  ledgerChangeRequested: { operation: 'VOID' },
  ledgerChanged: { operation: 'VOID', ledgerNumber: 'INV-7', ledgerUrl: 'https://ledger.example/bills/7' },
  changedInBooks: {
    status: 'PART_PAID',
    isMoved: true,
    added: [{ kind: 'payment', ledgerId: 'p', on: '2026-11-12', amount: '50' }],
    removed: [],
    edits: [{ field: 'total', line: null, sent: '120', stored: '90' }],
  },
  settlementTakenBack: { removed: [{ kind: 'payment', ledgerId: 'p', on: '2026-11-12', amount: '50' }] },
  correctionBegun: {},
  correctionEnded: {},
  publishRefused: { reasons: [{ message: 'The date is locked.' }, { message: 'The category is closed.' }] },
};

test('every step of publishing is told in words, with the bill, and with the reasons of a refusal', async () => {
  const scope = await aBusiness();
  const { businessId, actor } = scope;
  const item = await db.item.create({
    data: { businessId, number: 1, submittedByUserId: actor.userId, submittedByName: actor.name },
  });
  const kinds = Object.keys(details) as ItemEventKind[];
  for (const [index, kind] of kinds.entries()) {
    await db.itemEvent.create({
      data: {
        businessId,
        itemId: item.id,
        kind,
        actorKind: 'SYSTEM',
        actorName: 'Intray',
        at: new Date(Date.UTC(2026, 10, 1, 0, index)),
        detail: details[kind],
      },
    });
  }
  const history = await itemHistory(scope, item.id);
  const told = Object.fromEntries(history.toReversed().map((entry, index) => [kinds[index], entry]));
  expect(history.every(({ what }) => what.length > 0)).toBe(true);
  expect(told.publishRequested?.what).toBe('asked to publish it as Awaiting payment');
  expect(told.published).toMatchObject({
    what: 'published it as Awaiting payment for Ada',
    link: { href: 'https://ledger.example/bills/7', text: 'INV-7' },
  });
  expect(told.changedInBooks).toMatchObject({
    what: 'has it as Part paid now',
    notes: ['Paid 50.00 on 12 Nov 2026', 'Total: sent 120.00, now 90.00'],
  });
  expect(told.attached?.what).toBe('attached invoice.pdf');
  expect(told.attachmentFailed?.notes).toEqual(['The file is too large for Xero.']);
  expect(told.ledgerChangeRequested?.what).toBe('asked to void it');
  expect(told.ledgerChanged?.what).toBe('voided it');
  expect(told.publishRefused?.notes).toEqual(['The date is locked.', 'The category is closed.']);
});
