import { decimal } from '#lib/domain/money.ts';
import { type Life, type LifeStatus, lifeStatuses, type Settlement } from '#lib/domain/publication/life.ts';
import type { StoredDocument } from './document-endpoints.ts';
import { dateOf } from './list-entries.ts';
import { required } from './required.ts';

/** What became of a document, by its status and by what is paid and credited. */
export function lifeOf(stored: StoredDocument): Life {
  const total = amountOf(stored.total);
  const settlements = stored.settlements
    .map(({ kind, id, date, amount }): Settlement => {
      return { kind, ledgerId: id ?? '', on: dateOf(date), amount: amountOf(amount) };
    })
    .sort((one, other) => (one.on ?? '').localeCompare(other.on ?? '') || one.ledgerId.localeCompare(other.ledgerId));
  const status = statusOf(stored, settlements.length > 0);
  const isGone = status === 'VOIDED' || status === 'DELETED';
  const due = isGone ? '0' : amountOf(stored.due ?? stored.total);
  return { status, total, due, settlements, settledOn: status === 'PAID' ? dateOf(stored.settledOn) : null };
}

/** Xero says of one that is partly paid that it is approved. */
function statusOf({ status }: StoredDocument, isSettled: boolean): LifeStatus {
  if (status === 'AUTHORISED' && isSettled) return 'PART_PAID';
  return required(
    lifeStatuses.find((known) => known === status),
    'Status',
  );
}

function amountOf(value: number | undefined): string {
  return decimal(String(value ?? 0)).toFixed();
}
