import { beforeAll, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import { foldText } from '#lib/domain/fold-text.ts';
import { inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import { contacts } from '#lib/lists/mirror/contacts.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { aContact } from '#tests/integration/lists/arrange.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aPdf } from '#tests/support/files.ts';

let scope: PersonScope;

/** As macOS names them: every accent a character of its own. */
const files = ['Rechnung Grüne Äpfel.pdf', 'facture café.pdf', '100%_b.pdf', '1000 ab.pdf'].map((name) =>
  name.normalize('NFD'),
);

beforeAll(async () => {
  scope = await aBusiness();
  for (const fileName of files) {
    const upload = await readUpload(new Blob([new Uint8Array(aPdf(fileName))]).stream());
    if (!upload.ok) throw new Error(upload.error.message);
    const added = await addDocument(scope, { workspace: 'COSTS', fileName, upload: upload.value });
    if (!added.ok) throw new Error(added.error.message);
  }
});

test.each([
  ['grüne', ['Rechnung Grüne Äpfel.pdf']],
  ['GRÜNE', ['Rechnung Grüne Äpfel.pdf']],
  ['äpfel'.normalize('NFD'), ['Rechnung Grüne Äpfel.pdf']],
  ['  Café ', ['facture café.pdf']],
  ['cafe', ['facture café.pdf']],
  ['fäcture', ['facture café.pdf']],
  ['100%', ['100%_b.pdf']],
  ['_', ['100%_b.pdf']],
  ['\\', []],
])('a search for %j finds the files %j', async (search, fileNames) => {
  const page = await listInbox(scope, 'COSTS', inboxQuerySchema.parse({ search }), { after: null, limit: 10 });
  expect(page.rows.map(({ fileName }) => fileName)).toEqual(fileNames);
});

describe('an item is found', () => {
  let books: Books;
  let number = 100;
  beforeAll(async () => {
    books = await someBooks(scope);
  });

  const found = async (search: string) => {
    const page = await listInbox(scope, 'COSTS', inboxQuerySchema.parse({ search }), { after: null, limit: 10 });
    return page.rows.map((row) => row.number);
  };
  /** What is found, each with where it is said to have been. */
  const told = async (search: string) => {
    const page = await listInbox(scope, 'COSTS', inboxQuerySchema.parse({ search }), { after: null, limit: 10 });
    return page.rows.map(({ number, found }) => [
      number,
      found?.elsewhere && `${found.elsewhere.name}: ${found.elsewhere.text}`,
    ]);
  };
  const item = (data: Partial<Prisma.ItemUncheckedCreateInput> = {}) =>
    db.item.create({ data: { businessId: scope.businessId, number: ++number, ...data } });
  const contact = async (name: string) => {
    const data = { businessId: scope.businessId, connectionId: books.connectionId, ledgerId: name, isSupplier: true };
    return db.contact.create({ data: { ...data, name, normalisedName: normaliseContactName(name) } });
  };

  test('by what its coding is now, and no longer by what it was', async () => {
    const { id, number } = await item({ reference: 'Früher-1', contactId: books.acme });
    expect(await found('FRÜHER-1 acme')).toEqual([number]);
    const changes = { reference: 'Später-2', contactId: books.club };
    expect(await editItem(scope, { itemId: id, revision: 1, changes })).toMatchObject({ ok: true });
    expect(await found('früher-1')).toEqual([]);
    expect(await found('später-2 rowing')).toEqual([number]);
  });

  test('by the name that its supplier has in the books now, and stands there in the order', async () => {
    const { id: contactId, ...made } = await contact('Zebra Prints');
    const { number } = await item({ contactId });
    expect(await found('zebra')).toEqual([number]);
    const name = 'Aardvark Prints';
    const ledgerContact = aContact({ ledgerId: String(made.ledgerId), name });
    const owner = { businessId: scope.businessId, connectionId: books.connectionId };
    await db.$transaction((tx) => contacts.save(tx, owner, [ledgerContact], 0));
    expect(await found('zebra')).toEqual([]);
    expect(await found('aardvark')).toEqual([number]);
    const query = inboxQuerySchema.parse({ sort: 'contact', isDescending: false, search: 'prints' });
    const after = { key: 'aardvark', id: contactId };
    expect((await listInbox(scope, 'COSTS', query, { after, limit: 10 })).rows).toHaveLength(1);
    expect((await listInbox(scope, 'COSTS', query, { after: { ...after, key: 'b' }, limit: 10 })).rows).toEqual([]);
  });

  test('by a name of signs, and with or without accents and punctuation', async () => {
    const signs = await item({ contactId: (await contact('+++')).id });
    const accents = await item({ contactId: (await contact('Çelik & O’Neill')).id });
    expect(await found('+++')).toEqual([signs.number]);
    for (const search of ['celik', 'Çelik', "o'neill", 'ONeill', 'celik&oneill']) {
      expect(await found(search), search).toEqual([accents.number]);
    }
  });

  test('by a name with signs beside letters, and no other', async () => {
    const numbers = new Map<string, number>();
    for (const name of ['C++ Users Ltd', 'Cable Co', 'A+ Cleaning', '50% Natural Soap', '50 Percent Natural Soap']) {
      numbers.set(name, (await item({ contactId: (await contact(name)).id })).number);
    }
    for (const [search, name] of [
      ['C++', 'C++ Users Ltd'],
      ['users c++', 'C++ Users Ltd'],
      ['A+', 'A+ Cleaning'],
      ['50%', '50% Natural Soap'],
    ] as const) {
      expect(await found(search), search).toEqual([numbers.get(name)]);
    }
    expect(await found('c#')).toEqual([]);
  });

  test('by its category, its flag, its lines and its total in whole pounds, and it is said where', async () => {
    const flag = await db.flag.findFirstOrThrow({ where: { businessId: scope.businessId } });
    const coded = await item({
      accountId: books.power,
      contactId: books.acme,
      description: 'For the quarter, electricity',
    });
    const flagged = await item({ flagId: flag.id });
    const large = await item({ total: '1234.00', contactId: books.acme, reference: 'LARGE' });
    const lined = await item({
      lines: {
        create: [{ businessId: scope.businessId, position: 0, description: 'Green widgets', accountId: books.office }],
      },
    } as Partial<Prisma.ItemUncheckedCreateInput>);
    expect(await told('heating')).toEqual([[coded.number, 'category: 445 Light, Power, Heating']]);
    expect(await told('acme electricity')).toEqual([[coded.number, 'description: For the quarter, electricity']]);
    expect(await told('445')).toEqual([[coded.number, 'category: 445 Light, Power, Heating']]);
    expect(await told('flagged')).toEqual([[flagged.number, 'flag: Flagged']]);
    expect(await told('widgets')).toEqual([[lined.number, 'line 1: Green widgets']]);
    expect(await told('general expenses')).toEqual([[lined.number, 'category: 429 General Expenses']]);
    for (const search of ['1234', '1,234.00', '1.234,00', '1’234.00', '-1234']) {
      expect(await told(search), search).toEqual(search === '-1234' ? [] : [[large.number, null]]);
    }
    await db.lineItem.updateMany({ where: { itemId: lined.id }, data: { description: 'Red ones' } });
    expect(await told('widgets')).toEqual([]);
    await db.lineItem.deleteMany({ where: { itemId: lined.id } });
    expect(await told('red ones')).toEqual([]);
    const [row] = (
      await listInbox(scope, 'COSTS', inboxQuerySchema.parse({ search: 'acme large 1234' }), { after: null, limit: 1 })
    ).rows;
    expect(row?.found).toMatchObject({ contact: [[0, 4]], reference: [[0, 5]], cells: ['total'], elsewhere: null });
  });

  test('by its tax rate, tracking, product, payment and customer charged, and it is said where', async () => {
    const { businessId } = scope;
    const { connectionId } = books;
    const region = await db.trackingCategory.create({
      data: { businessId, connectionId, ledgerId: 'region', name: 'Region', position: 0 },
    });
    const option = await db.trackingOption.create({
      data: { businessId, connectionId, ledgerId: 'koln', categoryId: region.id, name: 'Köln' },
    });
    const product = await db.product.create({
      data: { businessId, connectionId, ledgerId: 'lamp', code: 'LMP-7', name: 'Désk lamp' },
    });
    const rate = await db.taxRate.create({
      data: { businessId, connectionId, taxType: 'ZONE', name: 'Zonal ráte', effectiveRate: '5' },
    });
    const method = await db.paymentMethod.create({ data: { businessId, name: 'Fleet card', cardLast4: '9931' } });
    const customer = await contact('Zürcher Bau');
    const supplier = { contactId: books.acme };
    const tracked = await item({ ...supplier, tracking1OptionId: option.id, taxRateId: rate.id });
    const lined = await item({
      ...supplier,
      // What its lines are coded by counts, and nothing else.
      taxRateId: rate.id,
      lines: { create: [{ businessId, position: 0, productId: product.id, rebillableContactId: customer.id }] },
    } as Partial<Prisma.ItemUncheckedCreateInput>);
    const paid = await item({
      ...supplier,
      payments: {
        create: [
          { businessId, position: 0, amount: '71.25', paidOn: new Date('2026-02-17'), paymentMethodId: method.id },
        ],
      },
    } as Partial<Prisma.ItemUncheckedCreateInput>);
    for (const [search, number, elsewhere] of [
      ['KOLN', tracked.number, 'Region: Köln'],
      ['zonal', tracked.number, 'tax rate: Zonal ráte'],
      ['desk', lined.number, 'product: LMP-7 Désk lamp'],
      ['lmp-7', lined.number, 'product: LMP-7 Désk lamp'],
      ['zurcher', lined.number, 'customer charged: Zürcher Bau'],
      ['fleet', paid.number, 'payment method: Fleet card'],
      ['71.25', paid.number, 'payments: 71.25'],
      ['17/02/2026', paid.number, 'payments: 17 Feb 2026'],
    ] as const) {
      expect(await told(search), search).toEqual([[number, elsewhere]]);
    }
    await db.itemPayment.deleteMany({ where: { itemId: paid.id } });
    expect(await found('71.25')).toEqual([]);
  });

  test('by its dates, its tax and net, in any form, and what columns show is marked there', async () => {
    const data = {
      type: 'CREDIT_NOTE',
      contactId: books.acme,
      issuedOn: new Date('2025-07-03'),
      currency: 'SEK',
    } as const;
    const due = new Date('2025-08-09');
    const { id, number } = await item({
      ...data,
      dueOn: due,
      total: '612.34',
      taxAmount: '102.06',
      creditFor: 'OLD-88',
    });
    for (const [search, elsewhere] of [
      ['510.28', 'net: -510.28'],
      ['2025-08-09', 'due date: 9 Aug 2025'],
      ['august 2025', 'due date: 9 Aug 2025'],
      ['old-88', 'credit for: OLD-88'],
      ['sek', 'currency: SEK'],
      ['3 Jul 2025', null],
      ['-102.06', null],
    ] as const) {
      expect(await told(search), search).toEqual([[number, elsewhere]]);
    }
    const query = inboxQuerySchema.parse({ search: 'july 2025 102,06 612.34 510.28' });
    const page = { after: null, limit: 10, extra: ['net', 'due'] as const };
    const [row] = (await listInbox(scope, 'COSTS', query, page)).rows;
    expect(row?.found).toMatchObject({ cells: ['date', 'total', 'tax'], extra: { net: [[0, 7]] }, elsewhere: null });
    const changes = { total: '600.00', issuedOn: null };
    expect(await editItem(scope, { itemId: id, revision: 1, changes })).toMatchObject({ ok: true });
    expect(await found('612.34')).toEqual([]);
    expect(await found('july 2025')).toEqual([]);
    expect(await found('497.94')).toEqual([number]);
  });

  test('by each of two hundred lines, for which its text is put together once', async () => {
    const { id } = await item();
    const { id: other } = await item();
    const { businessId } = scope;
    const lines = (itemId: string, from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...{ businessId, itemId, position: from + index, description: `Oddment ${from + index}` },
      }));
    const written = await countingTexts(async (transaction) => {
      await transaction.lineItem.createMany({ data: lines(id, 0, 200) });
      await transaction.lineItem.createMany({ data: lines(other, 0, 100) });
    });
    expect(written).toEqual({ texts: 2, found: ['oddment 0', 'oddment 199', 'oddment 99'] });
  });

  test('by what its lines say at the end, also where they are looked at on the way', async () => {
    const { id } = await item();
    const data = { businessId: scope.businessId, itemId: id, position: 0 };
    const written = await countingTexts(async (transaction) => {
      await transaction.lineItem.create({ data: { ...data, description: 'Oddment 1' } });
      await transaction.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
      await transaction.lineItem.updateMany({ where: { itemId: id }, data: { description: 'Oddment 2' } });
      await transaction.$executeRaw`SET CONSTRAINTS ALL DEFERRED`;
      await transaction.lineItem.create({ data: { ...data, position: 1, description: 'Oddment 3' } });
    });
    expect(written).toEqual({ texts: 3, found: ['oddment 2', 'oddment 3'] });
  });

  test('by each of its documents, as long as it has them', async () => {
    const { id, number } = await item();
    const document = await db.document.findFirstOrThrow({ where: { fileName: { startsWith: 'facture' } } });
    await db.itemDocument.create({ data: { itemId: id, documentId: document.id, position: 0 } });
    expect(await found('facture')).toContain(number);
    await db.itemDocument.deleteMany({ where: { itemId: id } });
    expect(await found('facture')).not.toContain(number);
  });
});

/** How often the text of an item was put together for what `write` writes, and its first and last oddments; nothing stays. */
async function countingTexts(write: (transaction: Prisma.TransactionClient) => Promise<void>) {
  const counted = { texts: 0, found: [] as string[] };
  const undo = new Error('Nothing stays');
  await db
    .$transaction(async (transaction) => {
      await transaction.$executeRaw`CREATE SEQUENCE "texts"`;
      await transaction.$executeRaw`ALTER FUNCTION item_search_values("Item") RENAME TO uncounted_search_values`;
      await transaction.$executeRaw`CREATE FUNCTION item_search_values(i "Item") RETURNS text[] LANGUAGE sql AS
        $$ SELECT uncounted_search_values(i) FROM (SELECT nextval('texts')) AS "counted" $$`;
      await write(transaction);
      await transaction.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
      const [row] = await transaction.$queryRaw<{ texts: bigint }[]>`SELECT nextval('texts') - 1 AS "texts"`;
      counted.texts = Number(row?.texts);
      const items = await transaction.item.findMany({
        where: { businessId: scope.businessId, searchText: { contains: 'oddment' } },
        orderBy: { number: 'asc' },
        select: { searchText: true },
      });
      const words = items.map(({ searchText }) => searchText.match(/oddment \d+/g) ?? []);
      counted.found = [...new Set(words.flatMap((found) => [found[0] ?? '', found.at(-1) ?? '']))].sort();
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
  return counted;
}

test('a file is kept under its name in the normal form', async () => {
  const kept = await db.document.findMany({
    where: { businessId: scope.businessId },
    orderBy: { id: 'asc' },
    select: { fileName: true },
  });
  expect(kept.map(({ fileName }) => fileName)).toEqual(files.map((name) => name.normalize('NFC')));
});

test('the database folds texts as the marks do, letter by letter', async () => {
  const letters = Array.from({ length: 0x2000 - 0x20 }, (_, index) => String.fromCodePoint(index + 0x20)).filter(
    (letter) => /\p{Script=Latin}|\p{Script=Common}/u.test(letter),
  );
  const folded = await db.$queryRaw<{ letter: string; folded: string }[]>`
    SELECT "letter", fold_text('Ö' || "letter") AS "folded" FROM unnest(${letters}::text[]) AS "letter"`;
  const other = folded.filter(({ letter, folded }) => folded !== foldText(`Ö${letter}`));
  expect(other).toEqual([]);
});
