import { randomUUID } from 'node:crypto';
import { judgeItems } from '#lib/auto-publish/judge-items.ts';
import { db } from '#lib/db.ts';
import { firstAutoPublish } from '#lib/domain/auto-publish/auto-publish-settings.ts';
import type { Guard } from '#lib/domain/auto-publish/guard-names.ts';
import { toColumn } from '#lib/domain/calendar-date.ts';
import { withRuleParts } from '#lib/rules/rule-items.ts';
import { type BookkeeperYear, type Oddity, pools } from './bookkeeper-year.ts';
import type { Books } from './books.ts';

export type JudgedYear = {
  regular: number;
  /** Regular ones that no guard held. */
  published: number;
  held: Map<Guard, number>;
  odd: number;
  /** Oddities that no guard held. */
  through: { oddity: Oddity; number: number }[];
  judgeMs: number;
};

const BATCH = 250;

/**
 * A bookkeeper's year in the database, each item with what was read from its document, and judged as it arrived by the
 * guards as they are at first: what came before it was published by people, but for the oddities, which they threw out.
 */
export async function judgedYear(businessId: string, books: Books, year: BookkeeperYear): Promise<JudgedYear> {
  const owner = { businessId, connectionId: books.connectionId };
  const accounts = await db.account.createManyAndReturn({
    data: pools.accounts.map((name, index) => ({
      ...{ ...owner, ledgerId: randomUUID(), code: String(700 + index), name, type: 'EXPENSE', class: 'EXPENSE' },
      taxType: 'INPUT2',
    })),
    select: { id: true, name: true },
  });
  const accountOf = new Map(accounts.map(({ id, name }) => [name, id]));
  const contacts = await db.contact.createManyAndReturn({
    data: year.suppliers.map(({ name }) => ({
      ...{ ...owner, ledgerId: randomUUID(), name, normalisedName: name.toLowerCase(), isSupplier: true },
    })),
    select: { id: true, name: true },
  });
  const contactOf = new Map(contacts.map(({ id, name }) => [name, id]));
  const document = await db.document.create({
    data: {
      ...{
        businessId,
        sha256: 'year',
        fileName: 'a.pdf',
        mimeType: 'application/pdf',
        byteSize: 1,
        storageKey: 'year',
      },
    },
  });
  const made = year.items.map((item) => ({ ...item, id: randomUUID() }));
  const found = (value: string) => ({ value, confidence: 0.98, source: 'pdf', place: null, alternatives: [] });
  for (let from = 0; from < made.length; from += 1_000) {
    const some = made.slice(from, from + 1_000);
    await db.item.createMany({
      data: some.map((item) => ({
        ...{ id: item.id, businessId, number: item.index + 1, issuedOn: toColumn(item.issuedOn), currency: 'GBP' },
        ...{ contactId: contactOf.get(year.suppliers[item.supplier]?.name ?? '') ?? null, reference: item.reference },
        ...{ total: (item.totalCents / 100).toFixed(2), accountId: accountOf.get(item.decided.account) ?? null },
        ...{ taxRateId: books.vat20, status: 'PUBLISHED', place: 'ARCHIVE', archivedAt: new Date() },
        deletedAt: item.oddity === null ? null : new Date(),
      })),
    });
    await db.publication.createMany({
      data: some
        .filter(({ oddity }) => oddity === null)
        .map(({ id: itemId }) => ({
          ...{ ...owner, itemId, itemRevision: 1, kind: 'BILL', publishAs: 'AUTHORISED', coding: {} },
          ...{ state: 'COMPLETE', requestedByName: 'Ada' },
        })),
    });
    await db.extraction.createMany({
      data: some.map((item) => ({
        ...{ itemId: item.id, businessId, documentId: document.id, state: 'DONE' },
        reading: {
          ...{ version: 1, taxes: [], lines: [], linesWithTax: null, linesOff: null, warnings: [] },
          fields: { supplierIban: found(item.iban), supplierName: found(item.text.split('\n')[0] ?? '') },
        },
      })),
    });
  }
  await db.$executeRaw`ANALYZE`;
  const oddityOf = new Map<string, Oddity | null>(made.map(({ id, oddity }) => [id, oddity]));
  const judged: JudgedYear = { regular: 0, published: 0, held: new Map(), odd: 0, through: [], judgeMs: 0 };
  const settings = { ...firstAutoPublish, byDefault: true };
  for (let from = 0; from < made.length; from += BATCH) {
    const ids = made.slice(from, from + BATCH).map(({ id }) => id);
    const items = await db.item.findMany({ where: { id: { in: ids } }, include: withRuleParts });
    const startedAt = performance.now();
    const judgements = await judgeItems(db, businessId, items, { settings, rules: [], asOf: 'then' });
    judged.judgeMs += performance.now() - startedAt;
    for (const { id, number } of items) {
      const { held = [] } = judgements.get(id) ?? {};
      const oddity = oddityOf.get(id) ?? null;
      if (oddity === null) {
        judged.regular++;
        if (held.length === 0) judged.published++;
        for (const guard of new Set(held.map((each) => each.guard))) {
          judged.held.set(guard, (judged.held.get(guard) ?? 0) + 1);
        }
      } else {
        judged.odd++;
        if (held.length === 0) judged.through.push({ oddity, number });
      }
    }
  }
  return judged;
}
