import { z } from 'zod';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { formatDate, toCalendarDate } from '#lib/domain/calendar-date.ts';
import { creditedName } from '#lib/domain/credited-name.ts';
import { writeMoney } from '#lib/domain/currency-units.ts';
import { padded } from '#lib/domain/money.ts';
import type { NumberForm } from '#lib/domain/number-form.ts';
import { creditedKind } from '#lib/domain/publication/publication.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { OpenDocument } from '#lib/ledger/ledger.ts';
import { loadRules } from '#lib/lists/load-lists.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** A document that a credit note can be set against, as it is chosen: what is left of it to pay. `number` is how it is named. */
export type CreditedDocument = { number: string; issuedOn: string | null; due: string };

/** What can be chosen, as far as the books have answered. */
export type CreditedDocuments = {
  documents: CreditedDocument[];
  /** The books are being asked: look again in a moment. */
  isAsking: boolean;
  /** Why they could not be asked, in words. */
  problem: string | null;
};

/** An answer is good for as long; one that does not come is asked for again after that. */
const FRESH_MS = 60_000;

/**
 * What an item's contact has open in the books, in the item's currency: its credit notes can be set against it. The books are asked by a worker; whoever wants it looks again until they have answered.
 */
export async function creditedDocuments(scope: BusinessScope, itemId: string): Promise<Result<CreditedDocuments>> {
  const { businessId, numbers = 'commaPoint' } = scope;
  const credit = await db.item.findFirst({
    where: { ...visibleItems(scope), id: itemId },
    select: { workspace: true, contactId: true, currency: true },
  });
  if (!credit?.contactId) return ok({ documents: [], isAsking: false, problem: null });
  const { contactId, currency, workspace } = credit;
  const kind = creditedKind[workspace === 'SALES' ? 'SALES_CREDIT_NOTE' : 'BILL_CREDIT_NOTE'];
  const known = await db.openDocuments.findUnique({ where: { contactId_kind: { contactId, kind } } });
  if (!known || known.askedAt.getTime() < Date.now() - FRESH_MS) {
    const anew = { askedAt: new Date(), readAt: null, problem: null };
    await db.openDocuments.upsert({
      where: { contactId_kind: { contactId, kind } },
      create: { contactId, kind, businessId, ...anew },
      update: anew,
    });
    await enqueue('read-open-documents', { contactId });
    return ok({ documents: [], isAsking: true, problem: null });
  }
  const { amountDigits } = await loadRules(db, businessId);
  const open = storedSchema.parse(known.documents).filter((each) => currency === null || each.currency === currency);
  return ok({
    documents: open.flatMap((document) => shown(document, amountDigits, numbers)),
    isAsking: known.readAt === null,
    problem: known.problem,
  });
}

/** Rows outlive the code that wrote them: what can't be read is as if nothing were open. */
const storedSchema = z
  .array(
    z.object({
      number: z.string().nullable(),
      issuedOn: z.string().nullable(),
      currency: z.string(),
      /** Missing in what was stored before it was kept. */
      total: z.string().optional(),
      due: z.string(),
    }),
  )
  .catch([]);

export function storedOpenDocuments(documents: readonly OpenDocument[]): Prisma.InputJsonArray {
  return documents.map(({ number, issuedOn, currency, total, due }) => ({ number, issuedOn, currency, total, due }));
}

function shown(
  { number, issuedOn, currency, total, due }: z.infer<typeof storedSchema>[number],
  digits: number,
  numbers: NumberForm,
): CreditedDocument[] {
  if (number === null && total === undefined) return [];
  const date = issuedOn === null ? null : toCalendarDate(issuedOn);
  const name = creditedName({ number, issuedOn: date, currency, total: total ?? '0' }, digits);
  return [
    {
      number: name,
      issuedOn: number === null ? 'without a number' : date && formatDate(date),
      due: `${currency} ${writeMoney(padded(due, digits), currency, numbers)}`,
    },
  ];
}
