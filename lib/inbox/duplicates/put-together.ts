import { parseItemPages } from '#lib/coding/stored-pages.ts';
import { type Db, db } from '#lib/db.ts';
import type { Actor } from '#lib/domain/actor.ts';
import { type CalendarDate, fromColumn, toColumn } from '#lib/domain/calendar-date.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import { type Reading, reading } from '#lib/domain/extraction/reading.ts';
import { parseReadChecks } from '#lib/domain/readiness/read-checks-schema.ts';
import { type CopyFacts, SURE_OF_COPY, type SureWay, surelyTheSame, sureWayText } from '#lib/domain/sure-copy.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { holdItems } from '../pages/free-items.ts';
import { mergeHeld } from '../pages/merge-items.ts';
import { likeItems } from './like-items.ts';

/** Whoever puts together what is surely the same: what the business has settled. */
const duplicatesSetting: Actor = { kind: 'rule', ruleId: null, name: 'Duplicates setting' };

/**
 * Puts an item and those that are surely the same purchase together, the later into the earliest, where the business or the
 * supplier says so. Nothing is lost by it, and `unmergeItems` takes it back; whatever a person has had a hand in is left to
 * people. Gives how many left the inbox.
 */
export async function putTogether(
  businessId: string,
  itemId: string,
  { alike, baseCurrency }: { alike: readonly string[]; baseCurrency: string },
): Promise<number> {
  if (alike.length === 0 || !(await isWantedAnywhere(businessId))) return 0;
  const pairs = await db.item.findMany({
    where: { businessId, id: { in: [itemId, ...alike] }, deletedAt: null },
    orderBy: { number: 'asc' },
    select: { id: true, number: true },
  });
  const own = pairs.find(({ id }) => id === itemId);
  if (!own) return 0;
  let gone = 0;
  for (const other of pairs.filter(({ id }) => id !== itemId)) {
    const isOwnLater = other.number < own.number;
    const [earlierId, laterId] = isOwnLater ? [other.id, own.id] : [own.id, other.id];
    const isDone = await db.$transaction((transaction) =>
      putOne(transaction, businessId, { earlierId, laterId, baseCurrency }),
    );
    if (isDone) gone++;
    if (isDone && isOwnLater) break;
  }
  return gone;
}

async function isWantedAnywhere(businessId: string): Promise<boolean> {
  const mode = { duplicateMode: 'AUTOMATIC' } as const;
  if ((await db.business.count({ where: { id: businessId, ...mode } })) > 0) return true;
  return (await db.contact.findFirst({ where: { businessId, ...mode }, select: { id: true } })) !== null;
}

async function putOne(
  transaction: Prisma.TransactionClient,
  businessId: string,
  { earlierId, laterId, baseCurrency }: { earlierId: string; laterId: string; baseCurrency: string },
): Promise<boolean> {
  const scope = { businessId, actor: duplicatesSetting };
  await holdItems(transaction, scope, [earlierId, laterId]);
  const isSettled = await transaction.itemLikeness.count({
    where: {
      OR: [
        { itemId: laterId, otherId: earlierId },
        { itemId: earlierId, otherId: laterId },
      ],
      settledAt: { not: null },
    },
  });
  if (isSettled > 0 || !(await isUntouched(transaction, businessId, laterId))) return false;
  const by = await sureWay(transaction, businessId, { earlierId, laterId, baseCurrency });
  if (by === null || !(await isWanted(transaction, businessId, { earlierId, laterId }))) return false;
  const merged = await mergeHeld(transaction, scope, {
    leadId: earlierId,
    itemIds: [earlierId, laterId],
    keep: 'lead',
    because: `${sureWayText[by]}, so they were put together by themselves`,
  });
  return merged.ok;
}

/** Nobody has done anything with it but add it: what somebody works at must not leave their hands. */
async function isUntouched(transaction: Db, businessId: string, itemId: string): Promise<boolean> {
  const item = await transaction.item.findFirst({
    where: { id: itemId, businessId, deletedAt: null, place: 'INBOX', isBeingRead: false, merged: { none: {} } },
    select: { id: true },
  });
  if (!item) return false;
  const byPeople = await transaction.itemEvent.count({
    where: { itemId, actorKind: { in: ['PERSON', 'API_KEY'] }, kind: { not: 'added' } },
  });
  return byPeople === 0;
}

/** By the setting of its supplier or, where that has none, of the business; of what arrived since then. */
async function isWanted(
  transaction: Db,
  businessId: string,
  { earlierId, laterId }: { earlierId: string; laterId: string },
): Promise<boolean> {
  const business = await transaction.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { duplicateMode: true, duplicateModeAt: true },
  });
  const earlier = await transaction.item.findUniqueOrThrow({ where: { id: earlierId }, select: withMode });
  const later = await transaction.item.findUniqueOrThrow({
    where: { id: laterId },
    select: { ...withMode, createdAt: true },
  });
  const of = [later.contact, earlier.contact].find((contact) => contact?.duplicateMode != null) ?? business;
  return of.duplicateMode === 'AUTOMATIC' && of.duplicateModeAt !== null && later.createdAt >= of.duplicateModeAt;
}

const withMode = { contact: { select: { duplicateMode: true, duplicateModeAt: true } } } satisfies Prisma.ItemSelect;

/** By what these two are surely one purchase; null where anybody could doubt it. */
export async function sureWay(
  db: Db,
  businessId: string,
  { earlierId, laterId, baseCurrency }: { earlierId: string; laterId: string; baseCurrency: string },
): Promise<SureWay | null> {
  const facts = await copyFacts(db, businessId, [earlierId, laterId], baseCurrency);
  const [earlier, later] = [facts.get(earlierId), facts.get(laterId)];
  const by = earlier && later ? surelyTheSame(earlier, later) : null;
  if (by !== 'values' || !earlier) return by;
  return (await isNumberElsewhere(db, businessId, { ...earlier, ids: [earlierId, laterId] })) ? null : by;
}

/** A number that stands on other documents of the supplier too, such as a customer's number, tells nothing. */
async function isNumberElsewhere(
  db: Db,
  businessId: string,
  { ids, contactId, reference, issuedOn, total }: CopyFacts & { ids: string[] },
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM "Item" WHERE "businessId" = ${businessId}::uuid AND "contactId" = ${contactId}::uuid
         AND item_plain_number("reference") = item_plain_number(${reference}) AND "reference" IS NOT NULL
         AND NOT "id" = ANY(${ids}::uuid[]) AND "mergedIntoId" IS NULL
         AND ("issuedOn" IS DISTINCT FROM ${issuedOn && toColumn(issuedOn)}::date
              OR "total" IS DISTINCT FROM ${total}::numeric)) AS "found"`;
  return row?.found ?? true;
}

async function copyFacts(
  db: Db,
  businessId: string,
  ids: readonly string[],
  baseCurrency: string,
): Promise<Map<string, CopyFacts>> {
  const likes = await likeItems(db, businessId, ids, baseCurrency);
  const items = await db.item.findMany({
    where: { businessId, id: { in: [...ids] }, deletedAt: null, isBeingRead: false },
    select: {
      ...{ id: true, workspace: true, type: true, ownerId: true, dueOn: true, taxAmount: true, provenance: true },
      ...{ readChecks: true, extraction: { select: { reading: true } } },
      documents: { select: { pages: true, document: { select: { _count: { select: { items: true } } } } } },
    },
  });
  return new Map(
    items.flatMap((item) => {
      const like = likes.get(item.id);
      if (!like) return [];
      const [first, ...more] = item.documents;
      const isOneFile = more.length === 0 && first?.document._count.items === 1 && parseItemPages(first.pages) === null;
      const { workspace, type, ownerId, dueOn, taxAmount } = item;
      const day: CalendarDate | null = dueOn && fromColumn(dueOn);
      const facts: CopyFacts = {
        ...{ ...like, workspace, type, ownerId, isOneFile, isSure: isSure(item) },
        ...{ dueOn: day, taxAmount: taxAmount?.toFixed() ?? null },
      };
      return [[item.id, facts] as const];
    }),
  );
}

const readAs = { reference: 'number', issuedOn: 'date', total: 'total' } as const;

/** Its number, date and total are a person's, or read so surely that nobody is asked about them. */
function isSure(item: { provenance: unknown; readChecks: unknown; extraction: { reading: unknown } | null }): boolean {
  const sources = parseProvenance(item.provenance);
  const read: Reading | undefined = reading.safeParse(item.extraction?.reading).data;
  if (parseReadChecks(item.readChecks)?.unsure.some(({ field }) => field === 'contactId')) return false;
  return (Object.keys(readAs) as (keyof typeof readAs)[]).every((field) => {
    const by = sources[field]?.by;
    if (by === 'person' || by === 'apiKey') return true;
    return by === 'extraction' && (read?.fields[readAs[field]]?.confidence ?? 0) >= SURE_OF_COPY;
  });
}
