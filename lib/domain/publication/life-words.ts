import { formatDate } from '../calendar-date.ts';
import type { PublishAs } from '../coding/coding.ts';
import { writeMoney } from '../currency-units.ts';
import { isolated } from '../isolated.ts';
import { padded } from '../money.ts';
import { type NumberForm, writeNumber } from '../number-form.ts';
import { type EditedThere, editedFieldNames, type LifeNews, type LifeStatus, type Settlement } from './life.ts';

/** How sentences write amounts: for a reader, or kept for whoever will read them. */
export type Writing = { numbers: NumberForm | 'kept'; digits: number; currency: string };

/** What a document is called that is so far, with the ledger's own words for those that it is published as. */
export function lifeStatusName(status: LifeStatus, statusNames: Record<PublishAs, string>): string {
  switch (status) {
    case 'PART_PAID':
      return 'Part paid';
    case 'PAID':
      return 'Paid';
    case 'VOIDED':
      return 'Voided';
    case 'DELETED':
      return 'Deleted';
    default:
      return statusNames[status];
  }
}

export function settlementText({ kind, on, amount }: Settlement, { numbers, digits, currency }: Writing): string {
  const verb = kind === 'payment' ? 'Paid' : 'Credited';
  return `${verb} ${writeMoney(padded(amount, digits), currency, numbers)}${on ? ` on ${formatDate(on)}` : ''}`;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;
const amounts: readonly string[] = ['total', 'taxAmount', 'unitAmount'];

/** Such as _Total: sent 120.00, now 90.00_. */
export function editText({ field, line, sent, stored }: EditedThere, { numbers, digits, currency }: Writing): string {
  const shown = (text: string) => {
    if (!DECIMAL.test(text)) return isolated(text || 'nothing');
    if (amounts.includes(field)) return writeMoney(padded(text, digits), currency, numbers);
    return field === 'quantity' || field === 'lines' ? writeNumber(text, numbers) : isolated(text);
  };
  const what = line === null ? editedFieldNames[field] : `${editedFieldNames[field]} of line ${line + 1}`;
  return `${what}: sent ${shown(sent)}, now ${shown(stored)}`;
}

/** What is new, a sentence each; the status apart. */
export function newsTexts(news: LifeNews, writing: Writing): string[] {
  return [
    ...news.added.map((settlement) => settlementText(settlement, writing)),
    ...news.removed.map((settlement) => `Taken back: ${lowerFirst(settlementText(settlement, writing))}`),
    ...news.edits.map((edit) => editText(edit, writing)),
    ...(news.isAsSentAgain ? ['It is as it was sent again'] : []),
  ];
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
