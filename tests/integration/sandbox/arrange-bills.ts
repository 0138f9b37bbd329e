import type { Caller } from '#tests/support/sandbox-client.ts';

export type Row = Record<string, unknown>;
export type Bills = { Invoices: (Row & { LineItems: Row[]; Contact: Row; ValidationErrors?: Row[] })[] };

/** A bill as it is sent, approved and complete unless it is changed. */
export function aBill(changes: Row = {}, line: Row = {}): Row {
  return {
    Type: 'ACCPAY',
    Status: 'AUTHORISED',
    Contact: { Name: 'Bidfood' },
    InvoiceNumber: 'SUP-1',
    Date: '2026-11-02',
    DueDate: '2026-12-02',
    LineItems: [{ Description: 'Goods', Quantity: 1, UnitAmount: 100, AccountCode: '429', TaxType: 'INPUT2', ...line }],
    ...changes,
  };
}

/** Sends a bill, and gives it as it is answered. */
export async function putBill(caller: Caller, bill: Row, query = '') {
  const reply = await caller.put<Bills>(`/Invoices${query}`, { Invoices: [bill] });
  return { ...reply, bill: reply.json.Invoices?.[0] as Bills['Invoices'][number] };
}

/** What is said against a bill; nothing when it is taken. */
export async function messagesAbout(caller: Caller, bill: Row): Promise<unknown[]> {
  const { bill: answered } = await putBill(caller, bill, '?summarizeErrors=false');
  return (answered.ValidationErrors ?? []).map((error) => error.Message);
}
