import type { ReadField, Reading } from './reading.ts';
import { nameLetters } from './supplier.ts';

/** A supplier whose name stands in a PDF's text is hardly ever less sure; others are sought in what its pages show. */
const LEAST_SURE = 0.45;
/** A picture may show a brand or a headline: its words alone never make an item ready by itself. */
const MOST_SURE = 0.85;
/** By so much a name has to be surer than that of the text. */
const LEAD = 0.1;
const beside: readonly ReadField[] = ['supplierTaxNumber', 'supplierPhone', 'supplierDomain', 'supplierIban'];

/** Whether a document leaves open who wrote it. */
export function isSupplierOpen({ fields }: Reading): boolean {
  return (fields.supplierName?.confidence ?? 0) < LEAST_SURE;
}

/**
 * The reading of a document's text with the supplier from `pictured`, the reading of all that its page shows, where that is
 * surer. Nothing else of it is taken but what says who the supplier is and is missing: letters are surer than pictures of them.
 */
export function withPicturedSupplier(reading: Reading, pictured: Reading): Reading {
  const name = pictured.fields.supplierName;
  const before = reading.fields.supplierName;
  if (!name || name.confidence < (before?.confidence ?? 0) + LEAD) return reading;
  const isNew = nameLetters(name.value) !== nameLetters(before?.value ?? '');
  const seen = { ...name, source: 'ocr' as const, confidence: Math.min(name.confidence, MOST_SURE) };
  const found = Object.fromEntries(
    beside.flatMap((field) => {
      const value = pictured.fields[field];
      return value && !reading.fields[field] ? [[field, { ...value, source: 'ocr' as const }]] : [];
    }),
  );
  return {
    ...reading,
    fields: { ...reading.fields, ...found, supplierName: isNew ? seen : name },
  };
}
