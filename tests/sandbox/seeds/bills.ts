import { internalCall } from '../accounting/api/internal-call.ts';
import { Fields } from '../accounting/api/reading.ts';
import { createInvoice } from '../accounting/invoices/write.ts';
import type { Organisation } from '../accounting/organisations/record.ts';
import type { User } from '../identity/records.ts';
import type { Sandbox } from '../sandbox.ts';

export interface BillSeed {
  supplier: string;
  number: string;
  /** Days before today. */
  age: number;
  status: 'DRAFT' | 'SUBMITTED' | 'AUTHORISED';
  description: string;
  amount: number;
  account: string;
  taxType: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Bills that were there before any app came. Needs an open transaction. */
export function addBills(sandbox: Sandbox, organisation: Organisation, user: User, bills: BillSeed[]): void {
  for (const bill of bills) {
    const call = internalCall(sandbox, organisation, user);
    const date = (ageInDays: number) => new Date(call.now - ageInDays * DAY_MS).toISOString().slice(0, 10);
    const request = {
      Type: 'ACCPAY',
      Status: bill.status,
      Contact: { Name: bill.supplier },
      InvoiceNumber: bill.number,
      Date: date(bill.age),
      DueDate: date(bill.age - 30),
      LineItems: [
        {
          Description: bill.description,
          Quantity: 1,
          UnitAmount: bill.amount,
          AccountCode: bill.account,
          TaxType: bill.taxType,
        },
      ],
    };
    createInvoice(call, new Fields(request, ''));
  }
}
