import { z } from 'zod';
import { db } from '#lib/db.ts';
import { type ExtractionSettings, extractionText, sureChoices } from '#lib/domain/extraction/extraction-settings.ts';
import { ratesDiffer } from '#lib/domain/extraction/read-lines.ts';
import { reading } from '#lib/domain/extraction/reading.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';

/** How documents are read, and what each choice would have made of those of late. */
export type ExtractionSetting = {
  saved: ExtractionSettings;
  /** Of *Publishing*: when what names no due date is due. */
  dueDays: number | null;
  /** Of the last 90 days: how many documents were read, and how many have lines, or several rates. */
  lately: {
    read: number;
    withLines: number;
    severalRates: number;
    /** How many say how much tax is in them, and how many no due date. */
    withTax: number;
    withoutDueDate: number;
    /** How many nobody knows the supplier of, and in how many of the others the date or the total is missing. */
    unknown: number;
    incomplete: number;
  };
  /** By each threshold, how many of them nobody would have been asked about. */
  sureEnough: Record<number, number>;
  /** The newest that was read; null before the first. */
  example: { number: number; lines: number; tax: string | null; sure: number | null } | null;
};

const DAYS = 90;
/** The newest that are looked at: more make no other picture. */
const MOST = 2_000;

export async function extractionSetting({ businessId }: PersonScope): Promise<ExtractionSetting> {
  const since = new Date(Date.now() - DAYS * 24 * 60 * 60_000);
  const [{ dueDays, ...saved }, rows] = await Promise.all([
    db.business.findUniqueOrThrow({
      where: { id: businessId },
      select: { readsDocuments: true, readsLines: true, readsTax: true, sureFrom: true, dueDays: true },
    }),
    db.extraction.findMany({
      where: { businessId, state: 'DONE', finishedAt: { gte: since }, item: { deletedAt: null } },
      orderBy: { finishedAt: 'desc' },
      take: MOST,
      select: { reading: true, item: { select: { number: true, contactId: true } } },
    }),
  ]);
  const said = rows.flatMap(({ reading: stored, item }) => {
    const read = reading.safeParse(stored).data;
    return read ? [{ read, item }] : [];
  });
  // Of the two that are asked about, the less sure one; nothing where one is missing, or nobody knows whose it is.
  const sureness = said.map(({ read: { fields }, item }) =>
    fields.date && fields.total && item.contactId !== null
      ? Math.min(fields.date.confidence, fields.total.confidence) * 100
      : null,
  );
  const [first] = said;
  return {
    saved,
    dueDays,
    lately: {
      read: said.length,
      withLines: said.filter(({ read }) => read.lines.length > 0 && read.linesOff === '0').length,
      severalRates: said.filter(({ read }) => ratesDiffer(read) && read.linesOff === '0').length,
      withTax: said.filter(({ read: { fields } }) => fields.tax && Number(fields.tax.value) !== 0).length,
      withoutDueDate: said.filter(({ read: { fields } }) => !fields.dueDate).length,
      unknown: said.filter(({ item }) => item.contactId === null).length,
      incomplete: said.filter(({ read: { fields }, item }) => item.contactId !== null && !(fields.date && fields.total))
        .length,
    },
    sureEnough: Object.fromEntries(
      sureChoices.map((from) => [from, sureness.filter((sure) => sure !== null && sure >= from).length]),
    ),
    example: first
      ? {
          number: first.item.number,
          lines: first.read.lines.length,
          tax: first.read.fields.tax?.value ?? null,
          sure: sureness[0] ?? null,
        }
      : null,
  };
}

/** For documents that come from now on. What is being read is read to its end. */
export async function setExtraction(
  { businessId, actor }: PersonScope,
  { readsDocuments, readsLines, readsTax, sureFrom }: ExtractionSettings,
  from: RequestOrigin,
): Promise<Result<null>> {
  const chosen = { readsDocuments, readsLines, readsTax, sureFrom };
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.business.updateMany({
      where: { id: businessId, NOT: chosen },
      data: chosen,
    });
    if (count === 0) return;
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: actor, action: 'extractionChanged', from },
      detail: { what: extractionText(chosen) },
    });
  });
  return ok(null);
}

export const contactTaxInput = z.object({ contactId: z.uuid(), readsTax: z.boolean().nullable() });

/** Whether the tax of one contact's documents is entered from now on; null goes by the business. */
export async function setContactTax(
  { businessId }: BusinessScope,
  { contactId, readsTax }: z.output<typeof contactTaxInput>,
): Promise<Result<null>> {
  const { count } = await db.contact.updateMany({ where: { id: contactId, businessId }, data: { readsTax } });
  if (count === 0) return failure('missing', 'This contact is no longer there. Nothing was saved.');
  return ok(null);
}
