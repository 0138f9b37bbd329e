import { type CalendarDate, daysBetween } from './calendar-date.ts';
import { normaliseDocumentNumber } from './document-number.ts';
import { decimal } from './money.ts';

/** By what two items may be one purchase, the surest first. */
export const likenessWays = ['file', 'picture', 'number', 'total'] as const;
export type LikenessWay = (typeof likenessWays)[number];

/** An item as far as it is known by it. */
export type LikeItem = {
  contactId: string | null;
  issuedOn: CalendarDate | null;
  total: string | null;
  currency: string;
  reference: string | null;
  isCredit: boolean;
  /** Of its documents' bytes. */
  sums: readonly string[];
  /** Of its first page, where that is what it shows first. */
  pictureHash: string | null;
};

/**
 * Of 256 bits: another copy of the same page differs in no more. So do two bills of one template, of which it is not said
 * that they are the same before a value of both is known to be.
 */
export const SAME_PICTURE_BITS = 24;
/** Between the date of a document and another of the same purchase. */
export const NEAR_DAYS = 5;

/**
 * By what two items may be one purchase; none where they are two. Values that are known of both and differ tell more than
 * pictures: bills of one supplier look alike every month, and so does what two tills of a chain print.
 */
export function likenessOfTwo(one: LikeItem, other: LikeItem): LikenessWay[] {
  if (one.sums.some((sum) => other.sums.includes(sum))) return ['file'];
  const numbers = [one.reference, other.reference].map(normaliseDocumentNumber) as [string, string];
  const areNumbered = numbers.every((number) => number !== '');
  const isSameNumber = areNumbered && numbers[0] === numbers[1];
  const days = one.issuedOn && other.issuedOn ? Math.abs(daysBetween(one.issuedOn, other.issuedOn)) : null;
  const isSameTotal =
    one.total === null || other.total === null || one.currency !== other.currency
      ? null
      : decimal(one.total).equals(decimal(other.total));
  const isSameContact = one.contactId !== null && one.contactId === other.contactId;
  const isSameKind = one.isCredit === other.isCredit;
  const ways: LikenessWay[] = [];
  const differs = [areNumbered && !isSameNumber, isSameTotal === false, days !== null && days > 0].some(Boolean);
  const known = [isSameNumber, isSameTotal === true, days === 0].filter(Boolean).length;
  if (!differs && known > 0 && isSamePicture(one, other)) ways.push('picture');
  if (isSameContact && isSameKind && isSameNumber) ways.push('number');
  const isNearTotal = isSameTotal === true && days !== null && days <= NEAR_DAYS;
  if (isSameContact && isSameKind && isNearTotal && !(areNumbered && !isSameNumber)) ways.push('total');
  return ways;
}

export function isSamePicture({ pictureHash: one }: LikeItem, { pictureHash: other }: LikeItem): boolean {
  return one !== null && other !== null && bitsApart(one, other) <= SAME_PICTURE_BITS;
}

/** In how many bits two numbers in hex of the same length differ. */
export function bitsApart(one: string, other: string): number {
  let bits = 0;
  for (let at = 0; at < one.length; at++) {
    let left = Number.parseInt(one[at] ?? '0', 16) ^ Number.parseInt(other[at] ?? '0', 16);
    for (; left > 0; left >>= 1) bits += left & 1;
  }
  return bits;
}

const words: Record<LikenessWay, string> = {
  file: 'the same file',
  picture: 'the same picture',
  number: 'the same supplier and number',
  total: 'the same supplier and total, days apart',
};

/** `the same picture, the same supplier and number` */
export const waysText = (ways: readonly LikenessWay[]) =>
  likenessWays
    .filter((way) => ways.includes(way))
    .map((way) => words[way])
    .join(', ');
