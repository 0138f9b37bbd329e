import { z } from 'zod';
import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { type DuplicateMode, duplicateModeNames, duplicateModes } from '#lib/domain/sure-copy.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { loadBase } from '#lib/lists/load-lists.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import { sureWay } from './put-together.ts';

/** What becomes of what is surely one purchase, and what that has come to of late. */
export type DuplicateSetting = {
  saved: DuplicateMode;
  /** Suppliers and customers that have it otherwise. */
  exceptions: { id: string; name: string; mode: DuplicateMode }[];
  lately: {
    /** Pairs of items that may be one purchase, of the last 90 days, as far as they are looked at. */
    pairs: number;
    /** Of these, the ones that are surely the same. */
    sure: number;
    /** One of them. */
    example: { later: number; earlier: number } | null;
    /** What was put together by itself, and how much of it was taken apart again. */
    done: number;
    undone: number;
  };
};

const DAYS = 90;
/** The newest that are looked at: more make no other picture. */
const MOST = 200;
const MAX_EXCEPTIONS = 50;

export async function duplicateSetting({ businessId }: PersonScope): Promise<DuplicateSetting> {
  const since = new Date(Date.now() - DAYS * 24 * 60 * 60_000);
  const [{ duplicateMode }, contacts, pairs, { baseCurrency }, done] = await Promise.all([
    db.business.findUniqueOrThrow({ where: { id: businessId }, select: { duplicateMode: true } }),
    db.contact.findMany({
      where: { businessId, duplicateMode: { not: null }, mergedIntoId: null },
      orderBy: { normalisedName: 'asc' },
      take: MAX_EXCEPTIONS,
      select: { id: true, name: true, duplicateMode: true },
    }),
    db.itemLikeness.findMany({
      where: {
        ...{ businessId, settledAt: null, foundAt: { gte: since } },
        ...{ item: { deletedAt: null, place: { not: 'CLAIM' } }, other: { deletedAt: null, place: { not: 'CLAIM' } } },
      },
      orderBy: { foundAt: 'desc' },
      take: MOST,
      select: { item: { select: { id: true, number: true } }, other: { select: { id: true, number: true } } },
    }),
    loadBase(db, businessId),
    db.itemEvent.findMany({
      where: { businessId, kind: 'mergedInto', actorKind: 'RULE', at: { gte: since } },
      distinct: ['itemId'],
      select: { item: { select: { mergedIntoId: true } } },
    }),
  ]);
  const sure: { later: number; earlier: number }[] = [];
  for (const { item, other } of pairs) {
    const [earlier, later] = item.number < other.number ? [item, other] : [other, item];
    const by = await sureWay(db, businessId, { earlierId: earlier.id, laterId: later.id, baseCurrency });
    if (by !== null) sure.push({ later: later.number, earlier: earlier.number });
  }
  return {
    saved: duplicateMode,
    exceptions: contacts.flatMap(({ id, name, duplicateMode: mode }) => (mode ? [{ id, name, mode }] : [])),
    lately: {
      pairs: pairs.length,
      sure: sure.length,
      example: sure[0] ?? null,
      done: done.length,
      undone: done.filter(({ item }) => item.mergedIntoId === null).length,
    },
  };
}

export const duplicateModeInput = z.object({ mode: z.enum(duplicateModes) });

/** For what arrives from now on: what lies in the inbox stays for people to decide. */
export async function setDuplicateMode(
  { businessId, actor }: PersonScope,
  { mode }: z.output<typeof duplicateModeInput>,
  from: RequestOrigin,
): Promise<Result<null>> {
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.business.updateMany({
      where: { id: businessId, NOT: { duplicateMode: mode } },
      data: { duplicateMode: mode, duplicateModeAt: new Date() },
    });
    if (count === 0) return;
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: actor, action: 'duplicatesChanged', from },
      detail: { what: duplicateModeNames[mode].toLowerCase() },
    });
  });
  return ok(null);
}

export const contactDuplicatesInput = z.object({ contactId: z.uuid(), mode: z.enum(duplicateModes).nullable() });

/** The same of one supplier or customer; null goes by the business. */
export async function setContactDuplicates(
  { businessId }: BusinessScope,
  { contactId, mode }: z.output<typeof contactDuplicatesInput>,
): Promise<Result<null>> {
  const { count } = await db.contact.updateMany({
    where: { id: contactId, businessId },
    data: { duplicateMode: mode, duplicateModeAt: mode === null ? null : new Date() },
  });
  if (count === 0) return failure('missing', 'This contact is no longer there. Nothing was saved.');
  return ok(null);
}
