import { z } from 'zod';
import { codingFields } from '#lib/domain/coding/coding.ts';
import { type LedgerReason, reasonCodes } from '#lib/domain/readiness/ledger-reason.ts';
import type { Refusal } from '#lib/domain/readiness/refusal-cause.ts';
import type { EchoDifference } from './ledger.ts';

/**
 * A ledger's reasons and differences as rows keep them: with a version, and parsed when read, since rows outlive the
 * code that wrote them. Those written before there were versions are bare lists.
 */
const VERSION = 1;
const REFUSAL_VERSION = 2;

export function storedReasons(reasons: readonly LedgerReason[]) {
  return { version: VERSION, reasons: [...reasons] };
}

/** None for a row that keeps none. What can't be read is one reason that says so: a refusal never looks like none. */
export function readReasons(value: unknown): LedgerReason[] {
  if (value === null || value === undefined) return [];
  const read = z
    .union([z.array(reasonSchema), z.object({ version: z.literal(VERSION), reasons: z.array(reasonSchema) })])
    .safeParse(value);
  if (!read.success) return [unreadable];
  return Array.isArray(read.data) ? read.data : read.data.reasons;
}

/** An item's refusal, with what each reason was judged against. */
export function storedRefusal(refusal: readonly Refusal[]) {
  return { version: REFUSAL_VERSION, reasons: [...refusal] };
}

/** As `readReasons`: also what was stored before it was kept what a reason was judged against. */
export function readRefusal(value: unknown): Refusal[] {
  const read = z.object({ version: z.literal(REFUSAL_VERSION), reasons: z.array(refusalSchema) }).safeParse(value);
  if (read.success) return read.data.reasons;
  return readReasons(value).map((reason) => ({ ...reason, at: null, isByRules: false, lineId: null, was: null }));
}

export function storedDifferences(differences: readonly EchoDifference[]) {
  return { version: VERSION, differences: [...differences] };
}

/** None for a row that keeps none, or whose differences can't be read: they only inform. */
export function readDifferences(value: unknown): EchoDifference[] {
  const read = z
    .union([
      z.array(differenceSchema),
      z.object({ version: z.literal(VERSION), differences: z.array(differenceSchema) }),
    ])
    .safeParse(value);
  if (!read.success) return [];
  return Array.isArray(read.data) ? read.data : read.data.differences;
}

const reasonSchema = z.object({
  // A code or a field that is no longer known is told by its message alone.
  code: z.enum(reasonCodes).catch('other'),
  field: z.enum(codingFields).nullable().catch(null),
  line: z.int().nullable().catch(null),
  message: z.string(),
  ledgerText: z.string().catch(''),
});

const texts = z.record(z.string(), z.string());

const refusalSchema = reasonSchema.extend({
  at: z.iso.datetime().nullable(),
  isByRules: z.boolean(),
  lineId: z.string().nullable(),
  was: z.object({ values: texts, entries: texts }).nullable(),
});

const differenceSchema = z.object({
  field: z.enum(['total', 'account', 'taxAmount', 'tracking', 'status', 'currency', 'warning']),
  line: z.int().nullable(),
  sent: z.string(),
  stored: z.string(),
});

const unreadable: LedgerReason = {
  code: 'other',
  field: null,
  line: null,
  message: 'Why this was refused can no longer be read. Check the item, then publish it again.',
  ledgerText: '',
};
