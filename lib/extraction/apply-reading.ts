import { randomUUID } from 'node:crypto';
import { strangeAccount } from '#lib/coding/account-of-supplier.ts';
import { changeCoding } from '#lib/coding/change-coding.ts';
import { pastLoader, suggestionsOf, wordsOfItems } from '#lib/coding/load-past.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import type { Db } from '#lib/db.ts';
import { documentReading } from '#lib/domain/actor.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { codingOfReading, type ReadCoding, type ReadingContext } from '#lib/domain/extraction/coding-of-reading.ts';
import type { Reading } from '#lib/domain/extraction/reading.ts';
import { unsureFields } from '#lib/domain/extraction/unsure-fields.ts';
import { decimal } from '#lib/domain/money.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { ReadChecks } from '#lib/domain/readiness/read-checks-schema.ts';
import { FILLED_FROM, type Suggestion } from '#lib/domain/suggestions/past-choices.ts';
import { fitsWorkspace } from '#lib/domain/tax.ts';
import { announce } from '#lib/events/announce.ts';
import { loadReviewContext, type ReviewContext } from '#lib/lists/review-context.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type MatchedSupplier, matchSupplier } from './match-supplier.ts';

type ReadItem = { id: string; businessId: string; workspace: Workspace; revision: number };

/**
 * Enters what was read into an item that its transaction holds: one change in its history, by the reading of documents, with
 * the place of each value. What a person has entered stays. The item is no longer being read, whatever comes of it.
 */
export async function applyReading(
  transaction: Prisma.TransactionClient,
  item: ReadItem,
  reading: Reading | null,
): Promise<void> {
  const { id: itemId, businessId } = item;
  await transaction.item.update({ where: { id: itemId }, data: { isBeingRead: false } });
  const read = reading && (await readCoding(transaction, item, reading));
  const checks = reading && read && (await checksOf(transaction, item, reading, read));
  await transaction.item.update({
    where: { id: itemId },
    data: { readChecks: checks ?? Prisma.DbNull },
  });
  const isChanged = read !== null && (await enter(transaction, item, read));
  if (isChanged) return;
  await storeStatus(transaction, businessId, [itemId]);
  await announce(transaction, { businessId, topic: 'items', id: itemId });
}

/** Whether anything changed. What can no longer be entered, as of an item that is published meanwhile, is only kept. */
async function enter(
  transaction: Prisma.TransactionClient,
  { id: itemId, businessId, revision }: ReadItem,
  { changes, sources }: ReadCoding,
): Promise<boolean> {
  if (Object.keys(changes).length === 0) return false;
  const scope = { businessId, actor: documentReading };
  const done = await changeCoding(transaction, scope, { itemId, revision, changes, sources });
  return done.ok && Object.keys(done.value.after).length > 0;
}

/** What a person has to look at before the item is ready, by how sure the business wants to be. */
async function checksOf(
  transaction: Db,
  { id: itemId, businessId, workspace }: ReadItem,
  reading: Reading,
  { changes, contact }: ReadResult,
): Promise<ReadChecks | null> {
  const { sureFrom } = await transaction.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { sureFrom: true },
  });
  const now = await transaction.item.findUniqueOrThrow({ where: { id: itemId }, select: { contactId: true } });
  const contactId = now.contactId ?? contact?.id ?? null;
  const account =
    contactId === null ? null : await strangeAccount(transaction, { businessId, contactId, workspace, reading });
  const unsure = unsureFields(reading, changes, { contactConfidence: contact?.confidence ?? null, sureFrom });
  return unsure.length === 0 && account === null ? null : { v: 1, unsure, account };
}

type ReadResult = ReadCoding & { contact: MatchedSupplier | null };

async function readCoding(transaction: Db, item: ReadItem, reading: Reading): Promise<ReadResult> {
  const { businessId, workspace } = item;
  const business = await transaction.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { readsLines: true, readsTax: true, isTaxRegistered: true, autoCategorise: true },
  });
  const contact = await matchSupplier(transaction, { businessId, workspace, reading });
  const ofContact =
    contact && (await transaction.contact.findUnique({ where: { id: contact.id }, select: { readsTax: true } }));
  const review = await loadReviewContext(transaction, { businessId }, { contactIds: [], accountIds: undefined });
  const suggested = contact ? await suggestionsFor(transaction, item, contact.id) : [];
  const likely = (field: Suggestion['field']) => suggested.find((each) => each.field === field);
  const methods = await transaction.paymentMethod.findMany({
    where: { businessId, archivedAt: null, cardLast4: { not: null } },
    select: { id: true, cardLast4: true },
  });
  const known = usable(
    { accountId: likely('accountId')?.value ?? null, taxRateId: likely('taxRateId')?.value ?? null },
    review,
  );
  const fills = business.autoCategorise === 'ALWAYS';
  const isSure = (field: Suggestion['field']) => fills && (likely(field)?.sureness ?? 0) >= FILLED_FROM;
  const last = {
    accountId: isSure('accountId') ? known.accountId : null,
    taxRateId: isSure('taxRateId') ? known.taxRateId : null,
  };
  const context: ReadingContext = {
    workspace,
    contact,
    last: {
      ...last,
      because: (likely('accountId') ?? likely('taxRateId'))?.because ?? '',
      rateBecause: likely('taxRateId')?.because ?? '',
      of: contact?.id ?? null,
    },
    readsLines: business.readsLines,
    readsTax: ofContact?.readsTax ?? business.readsTax,
    isTaxRegistered: business.isTaxRegistered,
    digits: review.lists.rules.amountDigits,
    newId: randomUUID,
    accountId: last.accountId,
    rateFor: rateFor(review, workspace, known.taxRateId),
    cardMethod: (digits) => {
      const having = methods.filter(({ cardLast4 }) => cardLast4 === digits);
      return having.length === 1 ? (having[0]?.id ?? null) : null;
    },
  };
  return { ...codingOfReading(reading, context), contact };
}

/** How people coded what is like it; its words are those that were just read. */
async function suggestionsFor(
  transaction: Db,
  { id, businessId, workspace }: ReadItem,
  contactId: string,
): Promise<Suggestion[]> {
  const past = await pastLoader(transaction, businessId)({ workspace, contactId });
  const words = await wordsOfItems(transaction, [id]);
  return suggestionsOf(past, id, words.get(id) ?? new Set());
}

/** Of what is suggested, what can be chosen still. */
function usable(
  { accountId, taxRateId }: Pick<Coding, 'accountId' | 'taxRateId'>,
  { lists }: ReviewContext,
): Pick<Coding, 'accountId' | 'taxRateId'> {
  const isActive = (entry: { isArchived: boolean } | undefined) => entry !== undefined && !entry.isArchived;
  return {
    accountId: accountId !== null && isActive(lists.accounts.get(accountId)) ? accountId : null,
    taxRateId: taxRateId !== null && isActive(lists.taxRates.get(taxRateId)) ? taxRateId : null,
  };
}

/** The rate of the books for a percentage: the one that was used last where it has it, else the only one that does. */
function rateFor({ lists }: ReviewContext, workspace: Workspace, lastId: string | null) {
  return (percent: string | null): string | null => {
    if (percent === null) return null;
    const having = [...lists.taxRates.values()].filter(
      (rate) =>
        !rate.isArchived && fitsWorkspace(rate, workspace) && decimal(rate.effectiveRate).equals(decimal(percent)),
    );
    if (having.some(({ id }) => id === lastId)) return lastId;
    return having.length === 1 ? (having[0]?.id ?? null) : null;
  };
}
