import { ofPeople, pastOf, withPast, wordsOfItems } from '#lib/coding/load-past.ts';
import { businessConnection, isLive } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Rule, RuleEffects } from '#lib/domain/rules/rule.ts';
import { parseRuleParts } from '#lib/domain/rules/rule-schema.ts';
import { type FoundRule, foundRules, isMadeAgain, LOOKED_AT } from '#lib/domain/suggestions/found-rules.ts';
import type { PastItem } from '#lib/domain/suggestions/past-choices.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { loadJudgedRules } from '../step-back.ts';

/** The newest items with a decision that are looked at, of all contacts together. */
const MAX_ITEMS = 3_000;
/** Contacts whose documents' words are read, since their items differ: those with the newest items. */
const MAX_BY_WORDS = 100;
/** Contacts with defaults in the books. */
const MAX_CONTACTS = 500;
/** Businesses that one sweep wakes, and how long what was found stands. */
const MAX_WOKEN = 20;
const STANDS_MS = 6 * 60 * 60_000;

/**
 * Looks for rules that nobody has written: from what people decided here, and from what the books have for suppliers. What
 * was dismissed stays so until much more speaks for it; what no longer holds goes. Nothing is learnt from documents of the
 * books: what a contact's defaults are, people entered there as settings. Returns how many are suggested.
 */
export async function findRules(businessId: string): Promise<number> {
  const rules = await loadJudgedRules(businessId);
  const ofPast = await foundInPast(businessId, rules);
  const known = new Set(ofPast.map(({ scope }) => scope.id));
  const ofBooks = (await foundInBooks(businessId, rules)).filter(({ scope }) => !known.has(scope.id));
  return db.$transaction(
    async (transaction) => {
      await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
      const open = await keepFound(transaction, businessId, [
        ...ofPast.map((found) => ({ ...found, origin: 'PEOPLE' as const })),
        ...ofBooks.map((found) => ({ ...found, origin: 'BOOKS' as const })),
      ]);
      await transaction.business.update({ where: { id: businessId }, data: { suggestionsSoughtAt: new Date() } });
      return open;
    },
    { timeout: 60_000 },
  );
}

async function foundInPast(businessId: string, rules: readonly Rule[]): Promise<FoundRule[]> {
  const rows = await db.item.findMany({
    where: { businessId, deletedAt: null, isBeingRead: false, contactId: { not: null }, ...ofPeople },
    orderBy: { number: 'desc' },
    take: MAX_ITEMS,
    include: withPast,
  });
  const byContact = Map.groupBy(rows, ({ workspace, contactId }) => `${workspace} ${contactId}`);
  const contacts = await namedContacts(businessId, [...new Set(rows.flatMap(({ contactId }) => contactId ?? []))]);
  const found: FoundRule[] = [];
  let worded = 0;
  for (const those of byContact.values()) {
    const [first] = those;
    if (!first?.contactId || !contacts.has(first.contactId)) continue;
    const contact: { id: string; workspace: Workspace } = { id: first.contactId, workspace: first.workspace };
    const lately = those.slice(0, LOOKED_AT).map((row) => ({ id: row.id, ...pastOf(row) }));
    const isMixed = new Set(lately.flatMap(({ values }) => values.accountId ?? [])).size > 1;
    const words =
      isMixed && worded++ < MAX_BY_WORDS
        ? await wordsOfItems(
            db,
            lately.map(({ id }) => id),
          )
        : new Map<string, Set<string>>();
    const items: PastItem[] = lately.map((item) => ({ ...item, words: words.get(item.id) ?? new Set() }));
    found.push(...foundRules(items, contact, rules));
  }
  return found;
}

/** Those that can be chosen. */
async function namedContacts(businessId: string, ids: string[]): Promise<Set<string>> {
  const contacts = await db.contact.findMany({
    where: { businessId, id: { in: ids }, isArchived: false, mergedIntoId: null },
    select: { id: true },
  });
  return new Set(contacts.map(({ id }) => id));
}

/** What the books have for suppliers, as far as no rule of theirs says it. */
async function foundInBooks(businessId: string, rules: readonly Rule[]): Promise<FoundRule[]> {
  const connection = await businessConnection(db, businessId);
  if (!connection || !isLive(connection)) return [];
  const of = { connectionId: connection.id };
  const [contacts, accounts, rates] = await Promise.all([
    db.contact.findMany({
      where: {
        ...{ businessId, ...of, isArchived: false, mergedIntoId: null },
        OR: [{ defaultPurchaseAccountCode: { not: null } }, { defaultPurchaseTaxType: { not: null } }],
      },
      orderBy: [{ normalisedName: 'asc' }, { id: 'asc' }],
      take: MAX_CONTACTS,
      select: { id: true, defaultPurchaseAccountCode: true, defaultPurchaseTaxType: true },
    }),
    db.account.findMany({
      where: { ...of, isArchived: false, code: { not: null } },
      select: { id: true, code: true },
    }),
    db.taxRate.findMany({ where: { ...of, isArchived: false }, select: { id: true, taxType: true } }),
  ]);
  const accountOf = new Map(accounts.map(({ code, id }) => [code, id]));
  const rateOf = new Map(rates.map(({ taxType, id }) => [taxType, id]));
  return contacts.flatMap(({ id, defaultPurchaseAccountCode: code, defaultPurchaseTaxType: taxType }): FoundRule[] => {
    const scope = { kind: 'SUPPLIER', id } as const;
    const own = rules.filter((rule) => rule.scope.id === id && Object.keys(rule.conditions).length === 0);
    const isSaid = (effect: keyof RuleEffects) => own.some(({ effects }) => effects[effect] !== undefined);
    const accountId = code === null ? undefined : accountOf.get(code);
    const taxRateId = taxType === null ? undefined : rateOf.get(taxType);
    const effects: RuleEffects = {
      ...(accountId && !isSaid('accountId') && { accountId }),
      ...(taxRateId && !isSaid('taxRateId') && { taxRateId }),
    };
    if (Object.keys(effects).length === 0) return [];
    return [{ subject: `BOOKS ${id}`, scope, conditions: {}, effects, support: 0, agreeing: 0, itemNumbers: [] }];
  });
}

type Kept = FoundRule & { origin: 'BOOKS' | 'PEOPLE' };

/** Writes what was found beside what is known. Returns how many wait for somebody. */
async function keepFound(transaction: Db, businessId: string, found: readonly Kept[]): Promise<number> {
  const known = await transaction.ruleSuggestion.findMany({ where: { businessId } });
  const bySubject = new Map(known.map((row) => [row.subject, row]));
  const subjects = new Set(found.map(({ subject }) => subject));
  const gone = known.filter((row) => row.state === 'OPEN' && !subjects.has(row.subject)).map(({ id }) => id);
  await transaction.ruleSuggestion.deleteMany({ where: { businessId, id: { in: gone } } });
  let open = 0;
  const fresh: Prisma.RuleSuggestionCreateManyInput[] = [];
  for (const { scope, ...each } of found) {
    const data = {
      ...{ origin: each.origin, scope: scope.kind, scopeId: scope.id, subject: each.subject },
      ...{ support: each.support, agreeing: each.agreeing, itemNumbers: each.itemNumbers },
      conditions: each.conditions as Prisma.InputJsonObject,
      effects: each.effects as Prisma.InputJsonObject,
    };
    const row = bySubject.get(each.subject);
    if (!row) {
      fresh.push({ businessId, ...data });
      open += 1;
      continue;
    }
    const said = parseRuleParts(row);
    const isOpen =
      row.state === 'OPEN' || !said || isMadeAgain({ ...said, support: row.dismissedSupport ?? row.support }, each);
    if (!isOpen) continue;
    open += 1;
    await transaction.ruleSuggestion.update({ where: { id: row.id }, data: { ...data, state: 'OPEN' } });
  }
  if (fresh.length > 0) await transaction.ruleSuggestion.createMany({ data: fresh });
  return open;
}

/** For the sweep: wakes a worker for businesses in which people decided something since it was last looked. Returns how many. */
export async function wakeFinding(): Promise<number> {
  const due = await db.$queryRaw<{ id: string }[]>`
    SELECT b."id" FROM "Business" AS b
     WHERE (b."suggestionsSoughtAt" IS NULL OR b."suggestionsSoughtAt" < ${new Date(Date.now() - STANDS_MS)})
       AND EXISTS (SELECT 1 FROM "Item" AS i WHERE i."businessId" = b."id"
                    AND i."updatedAt" > coalesce(b."suggestionsSoughtAt", '-infinity'))
     ORDER BY b."suggestionsSoughtAt" NULLS FIRST LIMIT ${MAX_WOKEN}`;
  for (const { id } of due) await enqueue('find-rules', { businessId: id });
  return due.length;
}
