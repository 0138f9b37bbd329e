import { Decimal } from 'decimal.js';
import type { Books } from '../books.ts';
import { add, round } from '../documents/amounts.ts';
import type { AccountingDocument, DocumentLine } from '../documents/record.ts';
import type { Item } from './record.ts';

export interface Stock {
  /** What was bought and not sold, by approved documents. Below nothing where more was sold than was there. */
  quantity: number;
  /** What that cost, at the average price it was bought for. */
  cost: number;
}

/** What an organisation has of an item whose stock it keeps. */
export function stockOf(books: Books, item: Item): Stock {
  const bought = total(books, item, (isSale) => !isSale);
  const sold = total(books, item, (isSale) => isSale);
  const quantity = bought.quantity.minus(sold.quantity);
  const averageCost = bought.quantity.isZero() ? new Decimal(0) : bought.amount.dividedBy(bought.quantity);
  return { quantity: round(quantity, 4), cost: round(quantity.times(averageCost)) };
}

/** Why a sale cannot be approved: it takes more of an item than there is. `sold` are the lines it had taken already. */
export function stockProblem(
  books: Books,
  lines: readonly DocumentLine[],
  sold: readonly DocumentLine[],
): string | undefined {
  const quantityOf = (code: string, among: readonly DocumentLine[]) =>
    add(...among.filter(({ itemCode }) => itemCode === code).map(({ quantity }) => quantity ?? 0));
  const isShort = [...new Set(lines.map(({ itemCode }) => itemCode))].some((code) => {
    const item = books.items.find('code', code?.toUpperCase())[0];
    if (!code || !item?.inventoryAssetAccountCode) return false;
    const more = add(quantityOf(code, lines), -quantityOf(code, sold));
    return more > 0 && more > stockOf(books, item).quantity;
  });
  return isShort ? 'Insufficient stock. Items are eligible for backorder.' : undefined;
}

function total(books: Books, item: Item, isWanted: (isSale: boolean) => boolean) {
  let [quantity, amount] = [new Decimal(0), new Decimal(0)];
  for (const { document, isSale, sign } of approved(books)) {
    if (!isWanted(isSale)) continue;
    for (const line of document.lines) {
      if (line.itemCode !== item.code) continue;
      quantity = quantity.plus(new Decimal(line.quantity ?? 0).times(sign));
      const net =
        document.lineAmountTypes === 'Inclusive' ? (line.lineAmount ?? 0) - (line.taxAmount ?? 0) : line.lineAmount;
      amount = amount.plus(new Decimal(net ?? 0).times(sign).dividedBy(document.currencyRate));
    }
  }
  return { quantity, amount };
}

/** The documents that move stock. A credit note moves it back. */
function* approved(books: Books): Generator<{ document: AccountingDocument; isSale: boolean; sign: 1 | -1 }> {
  const isApproved = ({ status }: { status: string }) => status === 'AUTHORISED' || status === 'PAID';
  for (const document of books.invoices.values()) {
    if (isApproved(document)) yield { document, isSale: document.type === 'ACCREC', sign: 1 };
  }
  for (const document of books.creditNotes.values()) {
    if (isApproved(document)) yield { document, isSale: document.type === 'ACCRECCREDIT', sign: -1 };
  }
  for (const document of books.bankTransactions.values()) {
    if (isApproved(document)) yield { document, isSale: document.type.startsWith('RECEIVE'), sign: 1 };
  }
}
