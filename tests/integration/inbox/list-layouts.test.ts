import { beforeEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { columnsOf, extraColumns, type ListLayout, usualLayout } from '#lib/domain/list-layout.ts';
import { archiveQuerySchema, inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { listArchive } from '#lib/inbox/list-archive.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { keepLayout, layoutSchema, listLayout } from '#lib/inbox/list-layouts.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aCard, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
const inbox = { workspace: 'COSTS', list: 'inbox' } as const;
const chosen: ListLayout = {
  columns: [
    { name: 'contact', widthPx: 240 },
    { name: 'due', widthPx: null },
  ],
  density: 'compact',
};

beforeEach(async () => {
  scope = await aBusiness();
});

test('a layout is kept for one person, business, workspace and list alone, until it is reset', async () => {
  const other = await aBusiness();
  const elsewhere = { ...scope, businessId: other.businessId };
  await keepLayout(scope, inbox, chosen);
  expect(await listLayout(scope, inbox)).toEqual(chosen);
  for (const [of, place] of [
    [scope, { ...inbox, list: 'failed' }],
    [scope, { ...inbox, workspace: 'SALES' }],
    [elsewhere, inbox],
    [{ ...scope, actor: other.actor }, inbox],
  ] as const) {
    expect(await listLayout(of, place)).toEqual(usualLayout(place.list));
  }
  await keepLayout(scope, inbox, { ...chosen, density: 'comfortable' });
  expect((await listLayout(scope, inbox)).density).toBe('comfortable');
  await keepLayout(scope, inbox, null);
  expect(await listLayout(scope, inbox)).toEqual(usualLayout('inbox'));
});

test('one that was kept with columns that are no more is as if nothing had been said', async () => {
  const { businessId, actor } = scope;
  await db.listLayout.create({
    data: { ...inbox, businessId, userId: actor.userId, layout: { columns: [{ name: 'colour' }], density: 'compact' } },
  });
  expect(await listLayout(scope, inbox)).toEqual(usualLayout('inbox'));
});

test.each([
  [
    'twice the same',
    [
      { name: 'contact', widthPx: null },
      { name: 'contact', widthPx: null },
    ],
  ],
  ['none that names the row', [{ name: 'due', widthPx: null }]],
  [
    'one of another list',
    [
      { name: 'contact', widthPx: null },
      { name: 'published', widthPx: null },
    ],
  ],
  ['one that is too narrow', [{ name: 'contact', widthPx: 4 }]],
  ['one of half a pixel', [{ name: 'contact', widthPx: 80.5 }]],
  ['none', []],
])('a layout of %s is refused', (_, columns) => {
  expect(layoutSchema('inbox').safeParse({ columns, density: 'compact' }).success).toBe(false);
  expect(layoutSchema('inbox').safeParse(chosen).success).toBe(true);
  expect(columnsOf('archive')).toContain('published');
});

test('rows bring the cells of the columns that are asked for, and no others', async () => {
  const { businessId, actor } = scope;
  const books = await someBooks(scope);
  const card = await aCard(scope, books);
  const data = {
    ...{ businessId, submittedByUserId: actor.userId, submittedByName: 'Ada', contactId: books.acme, currency: 'GBP' },
    ...({ type: 'CREDIT_NOTE', reference: 'R-1', description: 'Paper', dueOn: new Date('2026-06-10') } as const),
    ...{ total: '120.00', taxAmount: '20.00', taxRateId: books.vat20, createdAt: new Date('2026-05-01T12:00:00Z') },
  };
  const { id } = await db.item.create({ data: { ...data, number: 1 } });
  await db.itemPayment.create({
    data: { businessId, itemId: id, position: 0, amount: '50.00', paymentMethodId: card },
  });
  const page = { after: null, limit: 5, extra: extraColumns };
  const [row] = (await listInbox(scope, 'COSTS', inboxQuerySchema.parse({}), page)).rows;
  const cells = {
    ...{ number: '#1', type: 'Credit note', reference: 'R-1', description: 'Paper', due: '2026-06-10', net: '-100.00' },
    ...{
      taxRate: '20% (VAT on Expenses)',
      method: 'Company card',
      paid: 'In part',
      submitter: 'Ada',
      added: '2026-05-01',
    },
  };
  expect(row?.extra).toEqual(cells);
  const [plain] = (await listInbox(scope, 'COSTS', inboxQuerySchema.parse({}), { after: null, limit: 5 })).rows;
  expect(plain?.extra).toEqual({});
  await db.item.update({ where: { id }, data: { place: 'ARCHIVE', archivedAt: new Date() } });
  const [archived] = (await listArchive(scope, 'COSTS', archiveQuerySchema.parse({ sort: 'due' }), page)).rows;
  expect(archived?.extra).toEqual(cells);
  const { id: claimantId } = await db.owner.findFirstOrThrow({ where: { businessId } });
  const claim = await db.claim.create({
    data: { ...{ businessId, number: 1, name: 'June', claimantId, createdByName: 'Ada' }, endsOn: new Date() },
  });
  const archive = async (word: string) =>
    (await listArchive(scope, 'COSTS', archiveQuerySchema.parse({ where: { claim: word } }), page)).rows;
  expect([await archive('yes'), (await archive('no')).length]).toEqual([[], 1]);
  await db.item.update({ where: { id }, data: { claimId: claim.id, claimedAt: new Date() } });
  expect((await archive('yes')).map(({ extra }) => extra.claim)).toEqual(['June']);
  expect(await archive('no')).toEqual([]);
});
