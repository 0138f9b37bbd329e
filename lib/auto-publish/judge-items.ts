import { readConfirmations } from '#lib/coding/stored-confirmations.ts';
import type { Db } from '#lib/db.ts';
import type { AutoPublishSettings } from '#lib/domain/auto-publish/auto-publish-settings.ts';
import { type GuardedItem, type Held, heldBy } from '#lib/domain/auto-publish/publish-guards.ts';
import {
  type AutoAnswer,
  type EntryChoice,
  resolveAutoPublish,
} from '#lib/domain/auto-publish/resolve-auto-publish.ts';
import { type Reading, type ReadWarning, reading } from '#lib/domain/extraction/reading.ts';
import { marksOf, markValue } from '#lib/domain/extraction/supplier-marks.ts';
import { decimal, padded } from '#lib/domain/money.ts';
import { autoPublishDecision } from '#lib/domain/rules/resolve-rules.ts';
import { entriesOfRule } from '#lib/domain/rules/rule-entries.ts';
import type { RuleItem } from '#lib/domain/rules/rule-match.ts';
import { ruleTitle } from '#lib/domain/rules/rule-words.ts';
import type { ReviewContext } from '#lib/lists/review-context.ts';
import { loadRuleContext, ruleItemOf, type StoredRuleItem } from '#lib/rules/rule-items.ts';
import { actingRules, type StoredRule } from '#lib/rules/stored-rules.ts';
import { loadPastItems, pastKey, type StoredPast } from './load-past-items.ts';

/** What was read is sure from here on, however little a business asks of its readings. */
const SURE = 0.9;

/** Whether an item is to be published by itself, and what holds it back. */
export type Judgement = AutoAnswer & { held: Held[] };

/**
 * Judges ready items. `then` leaves out of the past of each what came after it: for what would have become of it. The
 * rules are those that are on.
 */
export async function judgeItems(
  db: Db,
  businessId: string,
  items: readonly StoredRuleItem[],
  { settings, rules, asOf }: { settings: AutoPublishSettings; rules: readonly StoredRule[]; asOf: 'now' | 'then' },
): Promise<Map<string, Judgement>> {
  if (items.length === 0) return new Map();
  const context = await loadRuleContext(db, businessId, items, rules.flatMap(entriesOfRule));
  const acting = actingRules(rules, context.lists);
  const [choices, past, sameFiles, readings] = await Promise.all([
    loadChoicesOf(db, businessId, items),
    loadPastItems(db, businessId, items, {
      baseCurrency: context.baseCurrency,
      upTo: asOf === 'then' ? Math.max(...items.map(({ number }) => number)) : null,
    }),
    loadSameFiles(db, businessId, items),
    loadReadings(db, items),
  ]);
  const owners = await loadMarkOwners(db, businessId, items, readings);
  return new Map(
    items.map((item) => {
      const seen = ruleItemOf(item, context.lists.rules);
      const decided = autoPublishDecision(acting, seen, context);
      const answer = resolveAutoPublish(seen, {
        settings,
        rule: decided && {
          id: decided.rule.id,
          name: ruleTitle(decided.rule, context.lists),
          publishes: decided.publishes,
          because: decided.because,
        },
        methods: seen.coding.payments.flatMap(({ paymentMethodId }) => choices.get(paymentMethodId ?? '') ?? []),
        contact: choices.get(seen.coding.contactId ?? '') ?? null,
      });
      const earlier = (past.get(pastKey(item)) ?? []).filter(
        (other) => other.id !== item.id && (asOf === 'now' || other.number < item.number),
      );
      const guarded = guardedItem(item, seen, {
        context,
        past: earlier,
        reading: readings.get(item.id) ?? null,
        owners,
        isSameFile: sameFiles.some(
          (same) => same.itemId === item.id && (asOf === 'now' || same.otherNumber < item.number),
        ),
      });
      return [item.id, { ...answer, held: answer.publishes ? heldBy(guarded, settings) : [] }] as const;
    }),
  );
}

type Around = {
  context: ReviewContext;
  past: readonly StoredPast[];
  reading: Reading | null;
  owners: ReadonlyMap<string, MarkOwner>;
  isSameFile: boolean;
};

function guardedItem(
  item: StoredRuleItem,
  seen: RuleItem,
  { context, past, reading, owners, isSameFile }: Around,
): GuardedItem {
  const { coding, workspace } = seen;
  const { lists, baseCurrency } = context;
  const marks = reading ? marksOf(reading, workspace) : [];
  // A person who chose the contact knows whose it is.
  const isChosen = seen.sources.contactId?.isLocked === true;
  const other = marks
    .map(({ kind, value }) => owners.get(`${kind} ${value}`))
    .find((owner) => owner && owner.contactId !== coding.contactId);
  const asked = marks.find(({ kind }) => kind === 'iban' || kind === 'account');
  const isKnownAccount =
    !asked ||
    owners.get(`${asked.kind} ${asked.value}`)?.contactId === coding.contactId ||
    owners.get(`contact ${coding.contactId}`)?.accounts.includes(asked.value) ||
    past.some((each) => each.isByPerson && each.accounts.includes(asked.value));
  return {
    workspace,
    coding,
    currency: coding.currency ?? baseCurrency,
    baseTotal: baseTotalOf(seen, baseCurrency),
    contactName: lists.contacts.get(coding.contactId ?? '')?.name ?? 'nobody',
    accountName: lists.accounts.get(coding.accountId ?? '')?.name ?? null,
    past,
    isSameFile,
    mayBeInBooks: item.mayBeInBooks,
    strangeAccount: isKnownAccount ? null : (asked?.printed.slice(0, 100) ?? null),
    marksOf: isChosen ? null : (other?.name ?? null),
    unsure: reading ? unsureOf(item, seen, reading) : [],
  };
}

function baseTotalOf({ coding: { total, currency, exchangeRate } }: RuleItem, baseCurrency: string): string | null {
  if (total === null) return null;
  if ((currency ?? baseCurrency) === baseCurrency) return total;
  return exchangeRate === null || decimal(exchangeRate).lte(0)
    ? null
    : padded(decimal(total).div(exchangeRate).toFixed(4), 0);
}

const readAs = { issuedOn: ['date', 'the date'], total: ['total', 'the total'] } as const;
const warnings: Partial<Record<ReadWarning['code'], string>> = {
  ambiguousDate: 'the date',
  unclearTotal: 'the total',
  taxDoesNotAddUp: 'the tax, which does not add up',
  severalDocuments: 'whether it is one document',
};

/** What a machine read and nobody has entered or confirmed. */
function unsureOf(item: StoredRuleItem, { sources, coding }: RuleItem, { fields, warnings: told }: Reading): string[] {
  const confirmed = readConfirmations(item.confirmations)
    .filter(({ code }) => code === 'readUnsure')
    .map(({ question }) => question);
  const isRead = (field: 'issuedOn' | 'total') =>
    sources[field]?.by === 'extraction' &&
    !sources[field]?.isLocked &&
    !confirmed.includes(`${field} ${coding[field]}`);
  const unsure = (Object.keys(readAs) as (keyof typeof readAs)[]).flatMap((field) => {
    const [name, words] = readAs[field];
    return isRead(field) && (fields[name]?.confidence ?? 1) < SURE ? [words] : [];
  });
  const doubts = isRead('total') ? told.flatMap(({ code }) => warnings[code] ?? []) : [];
  return [...new Set([...unsure, ...doubts])];
}

/** What was chosen for these suppliers, customers and payment methods, by their ids. */
async function loadChoicesOf(
  db: Db,
  businessId: string,
  items: readonly StoredRuleItem[],
): Promise<Map<string, EntryChoice>> {
  const methodIds = items.flatMap(({ payments }) => payments.flatMap(({ paymentMethodId }) => paymentMethodId ?? []));
  const select = { id: true, name: true, autoPublish: true } as const;
  const chosen = { businessId, autoPublish: { not: null } } as const;
  const [contacts, methods] = await Promise.all([
    db.contact.findMany({
      where: { ...chosen, id: { in: items.flatMap(({ contactId }) => contactId ?? []) } },
      select,
    }),
    db.paymentMethod.findMany({ where: { ...chosen, id: { in: methodIds } }, select }),
  ]);
  return new Map(
    [...contacts, ...methods].map(({ id, name, autoPublish }) => [id, { name, publishes: autoPublish }] as const),
  );
}

/** Items whose file another item has too. */
function loadSameFiles(db: Db, businessId: string, items: readonly StoredRuleItem[]) {
  return db.$queryRaw<{ itemId: string; otherNumber: number }[]>`
    SELECT own."itemId", min(i."number")::int AS "otherNumber"
      FROM "ItemDocument" AS own
      JOIN "Document" AS d ON d."id" = own."documentId"
      JOIN "Document" AS same ON same."businessId" = d."businessId" AND same."sha256" = d."sha256"
      JOIN "ItemDocument" AS other ON other."documentId" = same."id" AND other."itemId" <> own."itemId"
      JOIN "Item" AS i ON i."id" = other."itemId" AND i."deletedAt" IS NULL
     WHERE d."businessId" = ${businessId}::uuid AND own."itemId" = ANY(${items.map(({ id }) => id)}::uuid[])
       -- Several invoices in one file are several items by right.
       AND NOT EXISTS (SELECT FROM "Extraction" AS one JOIN "Extraction" AS two ON two."itemId" = i."id"
                        WHERE one."itemId" = own."itemId" AND one."part" <> two."part")
     GROUP BY 1`;
}

async function loadReadings(db: Db, items: readonly StoredRuleItem[]): Promise<Map<string, Reading>> {
  const rows = await db.extraction.findMany({
    where: { itemId: { in: items.map(({ id }) => id) }, state: 'DONE' },
    select: { itemId: true, reading: true },
  });
  return new Map(
    rows.flatMap((row) => {
      const read = reading.safeParse(row.reading).data;
      return read ? [[row.itemId, read] as const] : [];
    }),
  );
}

type MarkOwner = { contactId: string; name: string; accounts: readonly string[] };

/** Whose the marks on these documents are, by `kind value`; and by `contact id` the accounts that the books have. */
async function loadMarkOwners(
  db: Db,
  businessId: string,
  items: readonly StoredRuleItem[],
  readings: ReadonlyMap<string, Reading>,
): Promise<Map<string, MarkOwner>> {
  const marks = items.flatMap((item) => {
    const read = readings.get(item.id);
    return read ? marksOf(read, item.workspace) : [];
  });
  if (marks.length === 0) return new Map();
  const [known, contacts] = await Promise.all([
    db.supplierMark.findMany({
      where: { businessId, value: { in: marks.map(({ value }) => value) } },
      select: { kind: true, value: true, contact: { select: { id: true, name: true } } },
    }),
    db.contact.findMany({
      where: { businessId, id: { in: items.flatMap(({ contactId }) => contactId ?? []) }, bankAccount: { not: null } },
      select: { id: true, name: true, bankAccount: true },
    }),
  ]);
  return new Map<string, MarkOwner>([
    ...known.map(({ kind, value, contact }) => {
      return [`${kind} ${value}`, { contactId: contact.id, name: contact.name, accounts: [] }] as const;
    }),
    ...contacts.map(({ id, name, bankAccount }) => {
      const accounts = (['iban', 'account'] as const).flatMap((kind) => markValue(kind, bankAccount ?? '') ?? []);
      return [`contact ${id}`, { contactId: id, name, accounts }] as const;
    }),
  ]);
}
