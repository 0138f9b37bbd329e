import type { Amount } from '../amount.ts';
import type { CalendarDate } from '../calendar-date.ts';
import type { PublishAs } from '../coding/coding.ts';
import { decimal } from '../money.ts';

/**
 * What became of a published document in the books. `PART_PAID` is an approved one of which something is paid or
 * credited; nothing leads back from `VOIDED` and `DELETED`.
 */
export const lifeStatuses = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PART_PAID', 'PAID', 'VOIDED', 'DELETED'] as const;
export type LifeStatus = (typeof lifeStatuses)[number];

/** Money that settles a document, or a credit that does, as the books have it. */
export type Settlement = {
  kind: 'payment' | 'credit';
  /** The payment's own id at the ledger or, of a credit, that of the credit note or of what it is allocated to. */
  ledgerId: string;
  on: CalendarDate | null;
  amount: Amount;
};

export type Life = {
  status: LifeStatus;
  /** In the document's currency, as is `due`. */
  total: Amount;
  due: Amount;
  /** The earliest first. */
  settlements: Settlement[];
  /** When the last of it was paid. */
  settledOn: CalendarDate | null;
};

/** A value of the document that is another in the books than it was sent, in words. `line` counts from 0. */
export type EditedThere = { field: EditedField; line: number | null; sent: string; stored: string };

export const editedFields = [
  'contact',
  'date',
  'dueDate',
  'number',
  'currency',
  'total',
  'lines',
  'description',
  'quantity',
  'unitAmount',
  'account',
  'taxType',
  'taxAmount',
  'tracking',
] as const;
export type EditedField = (typeof editedFields)[number];

/** How each is called in a sentence. */
export const editedFieldNames: Record<EditedField, string> = {
  contact: 'Contact',
  date: 'Date',
  dueDate: 'Due date',
  number: 'Document reference',
  currency: 'Currency',
  total: 'Total',
  lines: 'Number of lines',
  description: 'Description',
  quantity: 'Quantity',
  unitAmount: 'Unit price',
  account: 'Category',
  taxType: 'Tax rate',
  taxAmount: 'Tax',
  tracking: 'Tracking',
};

/** Everything that is known of it. */
export type SeenLife = Life & { edits: EditedThere[] };

/** Nothing of it is in the books any more: its item may be published anew. */
export function isGone(status: LifeStatus | null): boolean {
  return status === 'VOIDED' || status === 'DELETED';
}

/** What it is known as before anybody has looked: as it was sent. */
export function statusAsSent(publishAs: PublishAs): LifeStatus {
  return publishAs;
}

/** What is new since it was last seen; null where nothing is that anybody would be told of. */
export type LifeNews = {
  status: LifeStatus;
  /** Whether the status is another than before. */
  isMoved: boolean;
  added: Settlement[];
  removed: Settlement[];
  /** What is otherwise than sent, and was not when it was last seen. */
  edits: EditedThere[];
  /** Whether nothing is otherwise any more that was. */
  isAsSentAgain: boolean;
};

export function lifeNews(before: SeenLife | null, after: SeenLife, publishAs: PublishAs): LifeNews | null {
  const known = before ?? { status: statusAsSent(publishAs), settlements: [], edits: [] };
  const ids = (settlements: readonly Settlement[]) => new Set(settlements.map(idOf));
  const [had, has] = [ids(known.settlements), ids(after.settlements)];
  const editsBefore = new Set(known.edits.map(keyOf));
  const news: LifeNews = {
    status: after.status,
    isMoved: known.status !== after.status,
    added: after.settlements.filter((settlement) => !had.has(idOf(settlement))),
    removed: known.settlements.filter((settlement) => !has.has(idOf(settlement))),
    edits: after.edits.filter((edit) => !editsBefore.has(keyOf(edit))),
    isAsSentAgain: !isGone(after.status) && known.edits.length > 0 && after.edits.length === 0,
  };
  const isNew =
    news.isMoved || news.added.length > 0 || news.removed.length > 0 || news.edits.length > 0 || news.isAsSentAgain;
  return isNew ? news : null;
}

/** The amount belongs to it: a credit may be allocated anew, in another size. */
const idOf = ({ ledgerId, amount }: Settlement) => `${ledgerId} ${decimal(amount).toString()}`;
const keyOf = ({ field, line, stored }: EditedThere) => `${field} ${line} ${stored}`;

const HOUR_MS = 60 * 60_000;
const OPEN_MS = 24 * HOUR_MS;
const PAID_MS = 7 * OPEN_MS;
/** Payments that are taken back so long after are left to the ledger to tell of. */
const PAID_FOR_MS = 60 * OPEN_MS;

/**
 * When a document is read again although the ledger tells of no change: a ledger leaves some out, such as payments.
 * What is paid is looked at less often and, long after, no more; null is never again.
 */
export function looksAgainAt(life: Pick<Life, 'status' | 'settledOn'>, postedAt: Date, now: Date): Date | null {
  if (isGone(life.status)) return null;
  if (life.status !== 'PAID') return new Date(now.getTime() + OPEN_MS);
  const settledAt = life.settledOn ? new Date(`${life.settledOn}T00:00:00Z`) : postedAt;
  const last = Math.max(settledAt.getTime(), postedAt.getTime());
  return now.getTime() - last > PAID_FOR_MS ? null : new Date(now.getTime() + PAID_MS);
}
