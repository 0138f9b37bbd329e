import type { LineItem } from 'xero-node';
import { decimal } from '#lib/domain/money.ts';
import type { DocumentState } from '#lib/domain/publication/comparison.ts';
import type { DocumentChange, LedgerDocumentKind, LedgerDocumentLine } from '../ledger.ts';
import type { StoredDocument } from './document-endpoints.ts';
import { dateOf } from './list-entries.ts';

/** A supplier's number may be corrected. Our own may not be sent with a change: Xero gave it, or keeps it unique. */
export function keepsNumber(kind: LedgerDocumentKind): boolean {
  return kind === 'SALES_INVOICE' || kind === 'SALES_CREDIT_NOTE';
}

const removedAs = { VOID: 'VOIDED', DELETE: 'DELETED' } as const;

/** Xero's status for a document that is voided or deleted. */
export function statusAfter(operation: 'VOID' | 'DELETE'): 'VOIDED' | 'DELETED' {
  return removedAs[operation];
}

/** What Xero holds of a document once the change is made: only what is sent with it. */
export function stateAfter(change: DocumentChange): DocumentState {
  if (change.operation !== 'UPDATE') return { status: statusAfter(change.operation) };
  const { document } = change;
  return {
    status: document.publishAs,
    contact: document.contactLedgerId,
    date: document.issuedOn,
    ...(document.dueOn !== null && { dueDate: document.dueOn }),
    ...(document.reference !== null && !keepsNumber(document.kind) && { number: document.reference }),
    currency: document.currency,
    total: amount(document.total),
    lines: String(document.lines.length),
    ...numbered(document.lines.map(askedLine)),
  };
}

function askedLine(line: LedgerDocumentLine): Record<string, string> {
  return {
    description: plain(line.description),
    quantity: amount(line.quantity),
    unitAmount: amount(line.unitAmount),
    account: line.accountLedgerId,
    // A line without tax is given a type by Xero itself.
    ...(line.taxType !== null && { taxType: line.taxType }),
    taxAmount: amount(line.taxAmount),
    tracking: options(line.tracking.map(({ categoryName, optionName }) => [categoryName, optionName])),
  };
}

/** What Xero holds of a document now. */
export function stateOf(stored: StoredDocument): DocumentState {
  return {
    status: stored.status ?? '',
    contact: stored.contactId ?? '',
    date: dateOf(stored.date) ?? '',
    dueDate: dateOf(stored.dueDate) ?? '',
    number: stored.number ?? '',
    currency: stored.currency ?? '',
    total: amount(stored.total),
    lines: String(stored.lineItems.length),
    ...numbered(stored.lineItems.map(storedLine)),
  };
}

function storedLine(line: LineItem): Record<string, string> {
  return {
    description: plain(line.description ?? ''),
    quantity: amount(line.quantity),
    unitAmount: amount(line.unitAmount),
    ...(line.accountID && { account: line.accountID }),
    taxType: line.taxType ?? '',
    taxAmount: amount(line.taxAmount),
    tracking: options((line.tracking ?? []).map(({ name, option }) => [name, option])),
  };
}

function numbered(lines: Record<string, string>[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap((line, index) => Object.entries(line).map(([key, text]) => [`lines.${index}.${key}`, text])),
  );
}

/** Without the digits that say nothing: 120.00 and 120 are one amount. */
function amount(value: string | number | undefined): string {
  return value === undefined ? '' : decimal(String(value)).toString();
}

/** Line breaks come back in another form. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function options(tracking: [string | undefined, string | undefined][]): string {
  return tracking
    .map(([category, option]) => `${category}: ${option}`)
    .sort()
    .join(', ');
}
