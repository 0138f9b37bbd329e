import { randomUUID } from 'node:crypto';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { toColumn } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import { applyDueRules } from '#lib/rules/apply-rules.ts';
import { findRules } from '#lib/rules/suggested/find-rules.ts';
import { acceptSuggestions, suggestedRules } from '#lib/rules/suggested/suggested-rules.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type BookkeeperYear, pools, type YearDecision, type YearItem } from './bookkeeper-year.ts';
import { someBooks } from './books.ts';

/** Of one month: fields that a person would have to code, those that were coded without one, and those of them that are right. */
export type MonthOfCoding = { wanted: number; coded: number; right: number };

/** Fields of a coding by what the year calls them. */
const fields = {
  account: 'accountId',
  taxRate: 'taxRateId',
  tracking: 'tracking1OptionId',
  description: 'description',
  owner: 'ownerId',
} as const satisfies Partial<Record<keyof YearDecision, keyof Coding>>;

/**
 * A year's items as they arrive, one after the other: coded by rules and by what was chosen before, put right by the
 * bookkeeper, and published by them. Each day, week or month the bookkeeper accepts the rules that are suggested. Returns
 * how much was coded without them, by months.
 */
export async function codeAYear(
  scope: PersonScope,
  year: BookkeeperYear,
  { accepts = 'monthly' }: { accepts?: 'daily' | 'weekly' | 'monthly' | 'never' } = {},
): Promise<MonthOfCoding[]> {
  const { businessId } = scope;
  const entries = await entriesOfYear(scope, year);
  const months: MonthOfCoding[] = [];
  let acceptedIn = '';
  for (const item of year.items) {
    const week = Math.floor(Date.parse(item.issuedOn) / (7 * 86_400_000));
    const period = { daily: item.issuedOn, weekly: String(week), monthly: String(item.month), never: '' }[accepts];
    if (accepts !== 'never' && period !== acceptedIn) await acceptAll(scope);
    acceptedIn = period;
    const id = await arrive(scope, item, entries);
    await applyDueRules(businessId, { itemIds: [id] });
    const now = await db.item.findUniqueOrThrow({ where: { id }, include: { payments: true } });
    const month = months[item.month] ?? { wanted: 0, coded: 0, right: 0 };
    months[item.month] = month;
    const changes: Partial<Coding> = {};
    const found: Record<keyof YearDecision, string | null> = {
      ...(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, now[field]])) as Record<
        keyof typeof fields,
        string | null
      >),
      paidWith: now.payments[0]?.paymentMethodId ?? null,
    };
    for (const name of Object.keys(found) as (keyof YearDecision)[]) {
      const [right, decided] = [entries.idOf(name, item.right), entries.idOf(name, item.decided)];
      if (item.oddity === null && (right !== null || found[name] !== null)) {
        month.wanted += 1;
        if (found[name] !== null) month.coded += 1;
        if (found[name] !== null && found[name] === right) month.right += 1;
      }
      if (found[name] === decided) continue;
      if (name === 'paidWith') {
        const payment = { id: randomUUID(), amount: euros(item), paidOn: item.issuedOn, paymentMethodId: decided };
        changes.payments = decided === null ? [] : [payment];
      } else Object.assign(changes, { [fields[name]]: decided });
    }
    if (Object.keys(changes).length > 0) {
      const edited = await editItem(scope, { itemId: id, revision: now.revision, changes });
      if (!edited.ok) throw new Error(edited.error.message);
    }
    await published(scope, entries.connectionId, id);
  }
  return months;
}

const euros = ({ totalCents }: YearItem) => (totalCents / 100).toFixed(2);

type Entries = {
  connectionId: string;
  contacts: string[];
  idOf: (name: keyof YearDecision, decision: YearDecision) => string | null;
};

async function entriesOfYear(scope: PersonScope, { suppliers }: BookkeeperYear): Promise<Entries> {
  const { businessId } = scope;
  const { connectionId, bank, vat20 } = await someBooks(scope);
  const of = { businessId, connectionId };
  const named = new Map<string, string>([['Standard', vat20]]);
  for (const [index, name] of pools.accounts.entries()) {
    const data = { ...of, ledgerId: randomUUID(), code: String(600 + index), name, type: 'EXPENSE', class: 'EXPENSE' };
    named.set(name, (await db.account.create({ data: { ...data, taxType: 'INPUT2' } })).id);
  }
  const rates = { Reduced: ['RRINPUT', '5'], Zero: ['ZERORATEDINPUT', '0'] } as const;
  for (const [name, [taxType, effectiveRate]] of Object.entries(rates)) {
    const data = { ...of, taxType, name, effectiveRate, canApplyToExpenses: true };
    named.set(name, (await db.taxRate.create({ data })).id);
  }
  const { id: categoryId } = await db.trackingCategory.create({
    data: { ...of, ledgerId: randomUUID(), name: 'Region', position: 0 },
  });
  for (const name of pools.tracking) {
    const data = { ...of, categoryId, ledgerId: randomUUID(), name };
    named.set(name, (await db.trackingOption.create({ data })).id);
  }
  for (const name of pools.methods) {
    named.set(name, (await db.paymentMethod.create({ data: { businessId, name, accountId: bank } })).id);
  }
  for (const name of pools.owners) named.set(name, (await db.owner.create({ data: { businessId, name } })).id);
  const contacts: string[] = [];
  for (const { name } of suppliers) {
    const data = { ...of, ledgerId: randomUUID(), name, normalisedName: normaliseContactName(name), isSupplier: true };
    contacts.push((await db.contact.create({ data })).id);
  }
  return {
    connectionId,
    contacts,
    idOf: (name, decision) => {
      const value = decision[name];
      if (value === null || name === 'description') return value;
      const id = named.get(value);
      if (!id) throw new Error(`There is no ${value}`);
      return id;
    },
  };
}

/** As it is once it is read: who it is from, and what it comes to. */
async function arrive({ businessId }: PersonScope, item: YearItem, { contacts }: Entries): Promise<string> {
  const { id: itemId } = await db.item.create({
    data: {
      ...{ businessId, number: item.index + 1, contactId: contacts[item.supplier] ?? null, currency: 'GBP' },
      ...{ total: euros(item), issuedOn: toColumn(item.issuedOn), reference: item.reference },
      ...{ rulesDueAt: new Date(), provenance: { v: 1, fields: {} } },
    },
    select: { id: true },
  });
  const { id: documentId } = await db.document.create({
    data: {
      ...{ businessId, sha256: itemId, fileName: `${item.reference}.pdf`, mimeType: 'application/pdf', byteSize: 1 },
      ...{ pageCount: 1, storageKey: itemId, readText: item.text },
    },
    select: { id: true },
  });
  await db.itemDocument.create({ data: { itemId, documentId, position: 0 } });
  return itemId;
}

/** In the books, since the bookkeeper said so. What is sent there is measured elsewhere. */
async function published({ businessId, actor }: PersonScope, connectionId: string, itemId: string): Promise<void> {
  await db.publication.create({
    data: {
      ...{ businessId, connectionId, itemId, itemRevision: 1, kind: 'BILL', publishAs: 'AUTHORISED', coding: {} },
      ...{ state: 'COMPLETE', requestedById: actor.userId, requestedByName: actor.name },
    },
  });
  await db.item.update({ where: { id: itemId }, data: { place: 'ARCHIVE', archivedAt: new Date() } });
}

async function acceptAll(scope: PersonScope): Promise<void> {
  await findRules(scope.businessId);
  const ids = (await suggestedRules(scope)).map(({ id }) => id);
  if (ids.length > 0) await acceptSuggestions(scope, { ids }, { address: '127.0.0.1', device: 'Test' });
}

/** Of the months from one on: shares of a hundred. */
export function shareOf(months: readonly MonthOfCoding[], at: number): { coded: number; precision: number } {
  const { wanted, coded, right } = months[at] ?? { wanted: 0, coded: 0, right: 0 };
  return { coded: (coded / wanted) * 100, precision: (right / coded) * 100 };
}
