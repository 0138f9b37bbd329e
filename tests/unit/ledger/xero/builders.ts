import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { LedgerDocument, LedgerDocumentLine } from '#lib/ledger/ledger.ts';

/** A line of 120.00 with 20.00 tax, as the ledger would compute it. */
export function aLine(values: Partial<LedgerDocumentLine> = {}): LedgerDocumentLine {
  return {
    description: 'Table linen',
    productCode: null,
    quantity: '1',
    unitAmount: '120.00',
    amount: '120.00',
    accountLedgerId: '7d05a53d-613d-4eb2-a2fc-dcb6adb80b80',
    accountCode: '408',
    taxType: 'INPUT2',
    taxAmount: '20.00',
    taxIsOverridden: false,
    tracking: [],
    ...values,
  };
}

/** A bill of one line, to be an approved one. */
export function aDocument(values: Partial<LedgerDocument> = {}): LedgerDocument {
  return {
    kind: 'BILL',
    mark: 'https://books.example.com/open/0199a1b2-0000-7000-8000-000000000001',
    publishAs: 'AUTHORISED',
    contactLedgerId: '9ce626d2-14ea-463c-9fff-6785ab5f9bfb',
    issuedOn: calendarDate('2026-11-02'),
    dueOn: calendarDate('2026-12-02'),
    reference: 'INV-1177',
    currency: 'GBP',
    exchangeRate: null,
    total: '120.00',
    taxMode: 'INCLUSIVE',
    bankAccountLedgerId: null,
    lines: [aLine()],
    ...values,
  };
}
