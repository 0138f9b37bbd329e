import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { mergeContacts } from '#lib/coding/merge-contacts.ts';
import { ownerOfMember } from '#lib/coding/owners.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import type { ItemFilterName, ItemFilters } from '#lib/domain/inbox-choices.ts';
import { startExport } from '#lib/inbox/export/start-export.ts';
import { filterFacts, findFilterEntries } from '#lib/inbox/filter-entries.ts';
import { archiveMatches, searchCounts } from '#lib/inbox/inbox-counts.ts';
import { archiveQuerySchema, inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { listArchive } from '#lib/inbox/list-archive.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { listTotals } from '#lib/inbox/list-totals.ts';
import { selectMatching } from '#lib/inbox/select-matching.ts';
import { filtersOfAddress } from '#lib/inbox/shown-filters.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { aCard, type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let books: Books;
/** What the filters are given, by the words of the table below. */
const ids: Record<string, string> = {};

type Made = Partial<Prisma.ItemUncheckedCreateInput> & {
  lines?: Omit<Prisma.LineItemUncheckedCreateWithoutItemInput, 'businessId' | 'position'>[];
  paid?: string[];
};

async function make(reference: string, { lines = [], paid = [], ...values }: Made): Promise<string> {
  const { businessId, actor } = scope;
  const number = (await db.item.count({ where: { businessId } })) + 1;
  const item = await db.item.create({
    data: {
      ...{ businessId, number, submittedByUserId: actor.userId, submittedByName: actor.name, reference },
      ...{ contactId: books.acme, accountId: books.power, taxRateId: books.vat20, currency: 'GBP' },
      ...{ issuedOn: new Date('2026-05-10'), dueOn: new Date('2026-06-10'), total: '120.00', taxAmount: '20.00' },
      ...values,
      lines: { create: lines.map((line, position) => ({ ...line, businessId, position })) },
      payments: {
        create: paid.map((amount, position) => ({ businessId, position, amount, paymentMethodId: ids.card ?? null })),
      },
    },
  });
  return item.id;
}

beforeAll(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  const { businessId, actor } = scope;
  const { connectionId } = books;
  ids.card = await aCard(scope, books);
  ids.driver = (await db.owner.create({ data: { businessId, name: 'Mo Driver' } })).id;
  ids.flag = (await db.flag.findFirstOrThrow({ where: { businessId } })).id;
  ids.other = (
    await db.contact.create({
      data: {
        businessId,
        connectionId,
        ledgerId: randomUUID(),
        name: 'Zeta',
        normalisedName: 'zeta',
        isSupplier: true,
      },
    })
  ).id;
  const category = await db.trackingCategory.create({
    data: { businessId, connectionId, ledgerId: randomUUID(), name: 'Region', position: 0 },
  });
  ids.north = (
    await db.trackingOption.create({
      data: { businessId, connectionId, categoryId: category.id, ledgerId: randomUUID(), name: 'North' },
    })
  ).id;
  ids.me = actor.userId;
  Object.assign(ids, {
    power: books.power,
    office: books.office,
    vat: books.vat20,
    acme: books.acme,
    pens: books.pens,
    club: books.club,
  });
  const mine = await ownerOfMember(db, businessId, actor.userId);
  await make('PLAIN', { ownerId: mine });
  await make('CREDIT', { type: 'CREDIT_NOTE', total: '50.00', taxAmount: '0.00', contactId: ids.other });
  await make('LINES', {
    accountId: null,
    taxRateId: null,
    taxAmount: null,
    total: '240.00',
    description: null,
    lines: [
      {
        description: 'Blue pens',
        accountId: books.office,
        taxRateId: books.vat20,
        taxAmount: '40.00',
        total: '240.00',
        productId: books.pens,
        rebillableContactId: books.club,
        tracking1OptionId: ids.north,
      },
    ],
  });
  await make('EMPTY', {
    contactId: null,
    accountId: null,
    taxRateId: null,
    issuedOn: null,
    dueOn: null,
    total: null,
    taxAmount: null,
    currency: null,
    ownerId: null,
    submittedByUserId: null,
  });
  await make('EURO', {
    currency: 'EUR',
    total: '99.99',
    issuedOn: new Date('2026-07-01'),
    ownerId: ids.driver,
    flagId: ids.flag,
    createdAt: new Date('2026-01-31T23:30:00Z'),
  });
  await make('PAID', {
    paid: ['100.00', '20.00'],
    issuedOn: new Date('2026-05-11'),
    publishTo: 'BANK_ACCOUNT',
    publishAs: 'DRAFT',
  });
  await make('PART', {
    paid: ['100.00'],
    total: '130.00',
    tracking1OptionId: ids.north,
    exportedAt: new Date(),
    taxMode: 'EXCLUSIVE',
    description: 'A 100% office_chair',
  });
  await make('part-0', { contactId: ids.other, total: '7.00', taxAmount: '0' });
  await make('PART-00', { contactId: ids.other, total: '7.00', taxAmount: '0' });
  const all = await db.item.findMany({ where: { businessId }, select: { id: true } });
  await db.$transaction((transaction) =>
    storeStatus(
      transaction,
      businessId,
      all.map(({ id }) => id),
    ),
  );
});

const referencesOf = async (where: ItemFilters, of = scope) => {
  const query = inboxQuerySchema.parse({ where });
  const { rows } = await listInbox(of, 'COSTS', query, { after: null, limit: 100 });
  const counts = await searchCounts(of, 'COSTS', query);
  expect(counts?.all).toBe(rows.length);
  return rows.map(({ reference }) => reference).toSorted();
};

const everything = ['CREDIT', 'EMPTY', 'EURO', 'LINES', 'PAID', 'PART', 'PART-00', 'PLAIN', 'part-0'];
const but = (...left: string[]) => everything.filter((reference) => !left.includes(reference));

test.each<[ItemFilterName, string, string[]]>([
  ['type', 'CREDIT_NOTE', ['CREDIT']],
  ['type', 'CREDIT_NOTE,INVOICE', everything],
  ['contact', ':other', ['CREDIT', 'PART-00', 'part-0']],
  ['contact', 'none,:other', ['CREDIT', 'EMPTY', 'PART-00', 'part-0']],
  ['reference', 'Part', ['PART', 'PART-00', 'part-0']],
  ['description', '100% OFFICE_', ['PART']],
  ['description', 'blue', ['LINES']],
  ['description', 'office%', []],
  ['date', '2026-05-11..2026-07-01', ['EURO', 'PAID']],
  ['date', '..2026-05-10', but('EMPTY', 'EURO', 'PAID')],
  ['date', 'none', ['EMPTY']],
  ['due', 'none', ['EMPTY']],
  ['due', '2026-06-10', but('EMPTY')],
  ['category', ':office', ['LINES']],
  ['category', ':power', but('LINES', 'EMPTY')],
  ['category', 'none', ['EMPTY']],
  ['category', 'none,:office', ['EMPTY', 'LINES']],
  ['taxRate', ':vat', but('EMPTY')],
  ['tracking1', ':north', ['LINES', 'PART']],
  ['product', ':pens', ['LINES']],
  ['rebill', ':club', ['LINES']],
  ['lines', 'yes', ['LINES']],
  ['lines', 'no', but('LINES')],
  ['publishTo', 'BANK_ACCOUNT', ['PAID']],
  ['publishAs', 'DRAFT', ['PAID']],
  ['total', '-50', ['CREDIT']],
  ['total', '99.99..120', ['EURO', 'PAID', 'PLAIN']],
  ['total', '..0', ['CREDIT']],
  ['net', '200', ['LINES']],
  ['net', '100..110', ['PAID', 'PART', 'PLAIN']],
  ['tax', '40', ['LINES']],
  ['taxMode', 'EXCLUSIVE', ['PART']],
  ['currency', 'EUR', ['EURO']],
  ['currency', 'GBP', but('EURO')],
  ['currency', 'foreign', ['EURO']],
  ['paid', 'no', but('PAID', 'PART')],
  ['paid', 'part', ['PART']],
  ['paid', 'yes', ['PAID']],
  ['method', ':card', ['PAID', 'PART']],
  ['owner', 'me', ['PLAIN']],
  ['owner', 'me,:driver', ['EURO', 'PLAIN']],
  ['owner', 'nobody', but('PLAIN', 'EURO')],
  ['submitter', 'me', but('EMPTY')],
  ['submitter', ':me', but('EMPTY')],
  ['added', '2026-01-31', ['EURO']],
  ['added', 'today', but('EURO')],
  ['flag', 'any', ['EURO']],
  ['flag', 'none', but('EURO')],
  ['unread', 'no', ['EURO']],
  ['exported', 'yes', ['PART']],
  ['duplicate', 'yes', ['PART-00', 'part-0']],
  ['duplicate', 'no', but('PART-00', 'part-0')],
])('%s=%s shows just those, and counts as many', async (name, text, expected) => {
  const value = text.replace(/:(\w+)/g, (_, word) => ids[word] ?? '');
  expect(await referencesOf({ [name]: value })).toEqual(expected);
});

test('what has problems is what is to be reviewed or was refused', async () => {
  expect(await referencesOf({ problem: 'yes' })).toContain('EMPTY');
  expect((await referencesOf({ problem: 'yes' })).length + (await referencesOf({ problem: 'no' })).length).toBe(9);
});

test('filters hold together, with the search, for pages, selections, files and the archive', async () => {
  const where = { category: ids.power ?? '', total: '99..130', date: '..2026-06-30' };
  expect(await referencesOf(where)).toEqual(['PAID', 'PART', 'PLAIN']);
  const query = inboxQuerySchema.parse({ where, search: 'pa', sort: 'total', isDescending: false });
  const first = await listInbox(scope, 'COSTS', query, { after: null, limit: 1 });
  const second = await listInbox(scope, 'COSTS', query, { after: first.next, limit: 1 });
  expect([...first.rows, ...second.rows].map(({ reference }) => reference)).toEqual(['PAID', 'PART']);
  expect(second.next).toBeNull();
  expect((await selectMatching(scope, 'COSTS', query)).items.map(({ total }) => total)).toEqual(['120.00', '130.00']);
  const file = await startExport(scope, {
    workspace: 'COSTS',
    of: { kind: 'inbox', query: inboxQuerySchema.parse({ where: { paid: 'part' } }) },
    form: { format: 'PDF', withDocuments: false },
    archive: false,
  });
  expect(file).toMatchObject({ value: { row: { items: 1 } } });
  const archived = await make('GONE', { place: 'ARCHIVE', archivedAt: new Date(), total: '121.00' });
  const archive = archiveQuerySchema.parse({ where: { ...where, total: '121' } });
  const { rows } = await listArchive(scope, 'COSTS', archive, { after: null, limit: 10 });
  expect(rows.map(({ reference }) => reference)).toEqual(['GONE']);
  expect(await archiveMatches(scope, 'COSTS', archive)).toBe(1);
  await db.item.delete({ where: { id: archived } });
});

test('what is in an expense claim is found in the archive, where all of it lies', async () => {
  const claim = await db.claim.create({
    data: {
      ...{ businessId: scope.businessId, number: 1, name: 'June', claimantId: ids.driver ?? '', createdByName: 'Ada' },
      endsOn: new Date('2026-06-30'),
    },
  });
  const gone = { place: 'ARCHIVE', archivedAt: new Date() } as const;
  const made = [await make('CLAIMED', { ...gone, claimId: claim.id }), await make('GONE', gone)];
  for (const [word, expected] of [
    ['yes', 'CLAIMED'],
    ['no', 'GONE'],
  ] as const) {
    const archive = archiveQuerySchema.parse({ where: { claim: word } });
    const { rows } = await listArchive(scope, 'COSTS', archive, { after: null, limit: 10 });
    expect(rows.map(({ reference }) => reference)).toEqual([expected]);
    expect(await archiveMatches(scope, 'COSTS', archive)).toBe(1);
  }
  await db.item.deleteMany({ where: { id: { in: made } } });
});

test('what is shown comes to its exact sums in each currency, credit notes below zero', async () => {
  const totals = (where: ItemFilters, of = scope) =>
    listTotals(of, 'COSTS', { from: 'inbox', filter: 'all', search: '', where });
  const pounds = { currency: 'GBP', items: 8, withoutTotal: 1 };
  expect(await totals({})).toEqual([
    // 120 − 50 + 240 + 120 + 130 + 7 + 7, of which 20 − 0 + 40 + 20 + 20 are tax.
    { ...pounds, net: '474.00', tax: '100.00', total: '574.00' },
    { currency: 'EUR', items: 1, withoutTotal: 0, net: '79.99', tax: '20.00', total: '99.99' },
  ]);
  expect(await totals({ type: 'CREDIT_NOTE' })).toEqual([
    { currency: 'GBP', items: 1, withoutTotal: 0, net: '-50.00', tax: '0.00', total: '-50.00' },
  ]);
  expect(await totals({ total: '100000..' })).toEqual([]);
  expect(await totals({}, await aBusiness())).toEqual([]);
});

test("another business's entries find nothing, and nobody else's are offered", async () => {
  const stranger = await aBusiness();
  expect(await referencesOf({ category: ids.power ?? '' }, stranger)).toEqual([]);
  for (const list of ['accounts', 'contacts', 'owners', 'paymentMethods', 'tracking1', 'products'] as const) {
    const found = await findFilterEntries(stranger, list, '');
    expect(found.filter(({ id }) => Object.values(ids).includes(id))).toEqual([]);
  }
});

test('an address is told in words, without what is not of this business', async () => {
  const facts = await filterFacts(scope);
  const formats = { numbers: 'pointComma', dates: 'named', times: 'hours24' } as const;
  const asked = {
    category: `${ids.power},${randomUUID()}`,
    contact: randomUUID(),
    tracking1: ids.north ?? '',
    total: '1000..',
    date: 'lastMonth',
    owner: 'nobody',
    type: 'LETTER',
  };
  const found = await filtersOfAddress(scope, 'COSTS', asked, facts, formats);
  expect(found.shown.map(({ label, text }) => `${label}: ${text}`)).toEqual([
    'Date: Last month',
    'Category: Light, Power, Heating',
    'Region: North',
    'Total: from 1.000',
    'Owner: Nobody',
  ]);
  expect(found.where.category).toBe(ids.power);
  expect(found.dropped.map(({ label }) => label)).toEqual(['Type', 'Supplier']);
  const submitter = { ...scope, actor: { ...scope.actor, role: 'SUBMITTER' } } as const;
  const theirs = await filtersOfAddress(submitter, 'COSTS', { owner: ids.driver ?? '', flag: 'any' }, facts, formats);
  expect(theirs.where).toEqual({ flag: 'any' });
});

test('entries are found by a part of their name or code, the likeliest first', async () => {
  expect((await findFilterEntries(scope, 'accounts', '4')).map(({ detail }) => detail)).toEqual(['429', '445']);
  expect((await findFilterEntries(scope, 'accounts', 'heat')).map(({ label }) => label)).toEqual([
    'Light, Power, Heating',
  ]);
  expect((await findFilterEntries(scope, 'tracking1', '')).map(({ label }) => label)).toEqual(['North']);
  expect(await findFilterEntries(scope, 'tracking2', '')).toEqual([]);
  expect((await findFilterEntries(scope, 'members', '')).map(({ id }) => id)).toEqual([ids.me]);
  expect((await findFilterEntries(scope, 'statuses', 'dra')).map(({ label }) => label)).toEqual(['Draft']);
  expect((await findFilterEntries(scope, 'currencies', '')).map(({ id }) => id)).toEqual(['GBP']);
  expect(await findFilterEntries(scope, 'contacts', '100%_')).toEqual([]);
});

test('a filter by what gave way to another entry shows what both have, so that a view shows what it did', async () => {
  const { businessId } = scope;
  const former = await db.contact.create({
    data: {
      ...{ businessId, connectionId: books.connectionId, ledgerId: randomUUID() },
      ...{ name: 'Zeta Ltd', normalisedName: 'zeta ltd', isSupplier: true },
    },
  });
  await make('FORMER', { contactId: former.id });
  await make('FORMER-ARCHIVED', { contactId: former.id, place: 'ARCHIVE' });
  expect(await referencesOf({ contact: former.id })).toEqual(['FORMER']);
  const merged = await mergeContacts(scope, { fromId: former.id, intoId: ids.other ?? '' });
  expect(merged).toMatchObject({ ok: true, value: { items: 1 } });
  expect(await referencesOf({ contact: former.id })).toContain('FORMER');
  expect(await referencesOf({ contact: former.id })).toEqual(await referencesOf({ contact: ids.other ?? '' }));
});
