import type { Coding, CodingField } from '../coding/coding.ts';
import type { ReadChecks } from '../readiness/read-checks-schema.ts';
import type { Reading } from './reading.ts';

/** Least and most that a business can ask for, in per cent; above 100, somebody is asked about each document. */
export const sureChoices = [80, 90, 95, 101] as const;

/** A supplier that is known by a number of its own. */
const SURE_OF_DATA = 0.95;

/**
 * The values that somebody has to look at before the item is ready: date, total and contact that are not as sure as the
 * business wants. The data of an e-invoice whose sums are right is sure.
 */
export function unsureFields(
  { fields }: Reading,
  changes: Partial<Coding>,
  { contactConfidence, sureFrom }: { contactConfidence: number | null; sureFrom: number },
): ReadChecks['unsure'] {
  const isData = fields.total?.source === 'eInvoice';
  const sureness: Partial<Record<CodingField, number | null>> = {
    contactId: contactConfidence,
    issuedOn: fields.date?.confidence ?? null,
    total: fields.total?.confidence ?? null,
  };
  return (Object.entries(sureness) as [CodingField, number | null][]).flatMap(([field, confidence]) => {
    const value = changes[field];
    const isSure = confidence === null || confidence * 100 >= sureFrom || (isData && confidence >= SURE_OF_DATA);
    return isSure || typeof value !== 'string' ? [] : [{ field, value }];
  });
}
