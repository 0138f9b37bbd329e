import { z } from 'zod';
import type { LedgerDocumentKind, ShownDocument } from '../ledger.ts';
import { xeroCapabilities } from './capabilities.ts';

/** As Xero's pages call what there is in each of its lists. */
const titles: Record<LedgerDocumentKind, string> = {
  BILL: 'Bill',
  SALES_INVOICE: 'Invoice',
  BILL_CREDIT_NOTE: 'Credit note from a supplier',
  SALES_CREDIT_NOTE: 'Credit note to a customer',
  SPEND_MONEY: 'Spend money',
  RECEIVE_MONEY: 'Receive money',
};

const amountsAre = { Inclusive: 'Tax inclusive', Exclusive: 'Tax exclusive', NoTax: 'No tax' } as const;

const number = z.number().transform(String);
const lineSchema = z.object({
  Description: z.string(),
  ItemCode: z.string().optional(),
  Quantity: number,
  UnitAmount: number,
  LineAmount: number,
  AccountCode: z.string().optional(),
  AccountID: z.string().optional(),
  TaxType: z.string().optional(),
  TaxAmount: number.optional(),
  Tracking: z.array(z.object({ Name: z.string(), Option: z.string() })).optional(),
});
const elementSchema = z.object({
  Status: z.enum(['DRAFT', 'SUBMITTED', 'AUTHORISED']),
  Contact: z.object({ ContactID: z.string() }),
  BankAccount: z.object({ AccountID: z.string() }).optional(),
  Date: z.string(),
  DueDate: z.string().optional(),
  InvoiceNumber: z.string().optional(),
  CreditNoteNumber: z.string().optional(),
  Reference: z.string().optional(),
  CurrencyCode: z.string().optional(),
  CurrencyRate: number.optional(),
  LineAmountTypes: z.enum(['Inclusive', 'Exclusive', 'NoTax']),
  Url: z.string().optional(),
  LineItems: z.array(lineSchema),
});
const bodySchema = z.record(z.string(), z.array(elementSchema).length(1));

/** Reads the one document of a body back, as the one page at Xero that it becomes. Throws on a body that is none of ours. */
export function shownOf(kind: LedgerDocumentKind, body: string): ShownDocument {
  const element = Object.values(bodySchema.parse(JSON.parse(body)))[0]?.[0];
  if (!element) throw new RangeError('A body holds a document');
  const isMoney = kind === 'SPEND_MONEY' || kind === 'RECEIVE_MONEY';
  return {
    title: titles[kind],
    status: isMoney ? null : xeroCapabilities.rules.statusNames[element.Status],
    contactLedgerId: element.Contact.ContactID,
    bankAccountLedgerId: element.BankAccount?.AccountID ?? null,
    issuedOn: element.Date,
    dueOn: element.DueDate ?? null,
    number: {
      // A bill has no number of Xero's own: the supplier's is shown as its reference.
      label:
        kind === 'SALES_INVOICE' ? 'Invoice number' : kind === 'SALES_CREDIT_NOTE' ? 'Credit note number' : 'Reference',
      value: element.InvoiceNumber ?? element.CreditNoteNumber ?? element.Reference ?? null,
    },
    currency: element.CurrencyCode ?? null,
    exchangeRate: element.CurrencyRate ?? null,
    amountsAre: amountsAre[element.LineAmountTypes],
    hasLink: element.Url !== undefined,
    lines: element.LineItems.map((line) => ({
      description: line.Description,
      productCode: line.ItemCode ?? null,
      quantity: line.Quantity,
      unitAmount: line.UnitAmount,
      amount: line.LineAmount,
      account: { code: line.AccountCode ?? null, ledgerId: line.AccountID ?? null },
      taxType: line.TaxType ?? null,
      taxAmount: line.TaxAmount ?? null,
      tracking: (line.Tracking ?? []).map(({ Name, Option }) => `${Name}: ${Option}`),
    })),
  };
}
