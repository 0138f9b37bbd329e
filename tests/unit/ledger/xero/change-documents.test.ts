import { describe, expect, test } from 'vitest';
import { changeBody } from '#lib/ledger/xero/change-documents.ts';
import { stateAfter } from '#lib/ledger/xero/document-state.ts';
import { assertSameBytes } from '#lib/ledger/xero/wire.ts';
import { contractProblems, hasContract } from '#tests/support/xero-contract.ts';
import { aDocument, aLine } from './builders.ts';

const bill = { kind: 'BILL', ledgerId: '0f3c2f3e-0000-4000-8000-000000000001' } as const;
const note = { kind: 'BILL_CREDIT_NOTE', ledgerId: '0f3c2f3e-0000-4000-8000-000000000002' } as const;
const sale = { ...bill, kind: 'SALES_INVOICE' } as const;

describe('the body of a change', () => {
  test.each([
    ['VOID', 'VOIDED'],
    ['DELETE', 'DELETED'],
  ] as const)('to %s names the document and its status, and nothing that could blank a field', (operation, Status) => {
    expect(JSON.parse(changeBody(bill, { operation }))).toEqual({ Invoices: [{ InvoiceID: bill.ledgerId, Status }] });
    expect(JSON.parse(changeBody(note, { operation }))).toEqual({
      CreditNotes: [{ CreditNoteID: note.ledgerId, Status }],
    });
  });

  test("corrects a supplier's number, and never sends one of our own", () => {
    const change = (kind: 'BILL' | 'SALES_INVOICE') =>
      ({ operation: 'UPDATE', document: aDocument({ kind, reference: 'INV-8' }) }) as const;
    expect(changeBody(bill, change('BILL'))).toContain('"InvoiceNumber":"INV-8"');
    expect(changeBody(sale, change('SALES_INVOICE'))).not.toContain('InvoiceNumber');
    expect(stateAfter(change('BILL')).number).toBe('INV-8');
    expect(stateAfter(change('SALES_INVOICE')).number).toBeUndefined();
  });

  test('is the same for the same change, also when it is sent again', () => {
    const change = { operation: 'UPDATE', document: aDocument({ lines: [aLine(), aLine()] }) } as const;
    expect(changeBody(bill, change)).toBe(changeBody(bill, change));
    expect(() => assertSameBytes(changeBody(bill, change), 'Invoices')).not.toThrow();
  });

  test.skipIf(!hasContract)('is valid by the official contract (skipped without ../shared)', () => {
    const update = { operation: 'UPDATE', document: aDocument() } as const;
    for (const change of [update, { operation: 'VOID' } as const]) {
      expect(contractProblems('accounting', 'Invoices', JSON.parse(changeBody(bill, change)))).toEqual([]);
    }
    const noteUpdate = { operation: 'UPDATE', document: aDocument({ kind: 'BILL_CREDIT_NOTE' }) } as const;
    expect(contractProblems('accounting', 'CreditNotes', JSON.parse(changeBody(note, noteUpdate)))).toEqual([]);
  });
});
