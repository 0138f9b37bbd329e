import { normaliseDocumentNumber } from './document-number.ts';
import { isSamePicture, type LikeItem } from './likeness.ts';
import { decimal } from './money.ts';
import type { Workspace } from './paths.ts';

/** What becomes of two items that are surely one purchase. */
export const duplicateModes = ['REVIEW', 'AUTOMATIC'] as const;
export type DuplicateMode = (typeof duplicateModes)[number];

export const duplicateModeNames: Record<DuplicateMode, string> = {
  REVIEW: 'Ask about each',
  AUTOMATIC: 'Put together what is surely the same',
};

/** By which it is sure that two items are one purchase. */
export type SureWay = 'file' | 'values';

/** An item as far as it may be put into another without anybody being asked. */
export type CopyFacts = LikeItem & {
  workspace: Workspace;
  type: string;
  ownerId: string | null;
  dueOn: string | null;
  taxAmount: string | null;
  /** It shows one file, whole, which no other item has. */
  isOneFile: boolean;
  /** Its number, date and total were entered by a person, or read so surely that nobody is asked. */
  isSure: boolean;
};

/** Read less surely, a value is no ground to put anything together, whatever a business asks of its readings. */
export const SURE_OF_COPY = 0.9;

/** Shorter, a number is a till's or a table's. */
const LEAST_NUMBER = 3;

/**
 * By what two items are surely one purchase; null where anybody could doubt it. Whatever is known of both and differs speaks
 * against it, also of the same file: a person may have made two items of it with intent. A total and a day alone are never
 * enough, since the same coffee costs the same twice. A receipt's number may be the till's, so its picture has to be the same
 * as well.
 */
export function surelyTheSame(one: CopyFacts, other: CopyFacts): SureWay | null {
  if (one.workspace !== other.workspace || differs(one.ownerId, other.ownerId)) return null;
  if (one.currency !== other.currency || one.type !== other.type) return null;
  const numbers = [one.reference, other.reference].map(normaliseDocumentNumber) as [string, string];
  if (differs(numbers[0] || null, numbers[1] || null)) return null;
  if (differs(one.contactId, other.contactId) || differs(one.issuedOn, other.issuedOn)) return null;
  if (differs(one.dueOn, other.dueOn)) return null;
  if (differ(one.total, other.total) || differ(one.taxAmount, other.taxAmount)) return null;
  const isSameFile = one.sums.length === 1 && one.sums[0] === other.sums[0] && other.sums.length === 1;
  if (isSameFile && one.isOneFile && other.isOneFile) return 'file';
  const areKnown = [one, other].every(
    ({ contactId, issuedOn, total, isSure }) => contactId !== null && issuedOn !== null && total !== null && isSure,
  );
  const isTelling = numbers[0].length >= LEAST_NUMBER && /\d/.test(numbers[0]) && numbers[0] === numbers[1];
  if (!areKnown || !isTelling) return null;
  if (one.type === 'RECEIPT' && !isSamePicture(one, other)) return null;
  return 'values';
}

/** As the history of both tells it. */
export const sureWayText: Record<SureWay, string> = {
  file: 'the very same file',
  values: 'the same supplier, number, date and total',
};

const differs = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;
const differ = (one: string | null, other: string | null) =>
  one !== null && other !== null && !decimal(one).equals(decimal(other));
