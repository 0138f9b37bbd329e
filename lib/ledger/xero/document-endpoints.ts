import {
  type AccountingApi,
  type Allocation,
  type Attachment,
  type Attachments,
  BankTransaction,
  type BankTransactions,
  CreditNote,
  type CreditNotes,
  type CurrencyCode,
  type HistoryRecords,
  Invoice,
  type Invoices,
  type LineItem,
  type Payment,
} from 'xero-node';
import type { LedgerDocument, LedgerDocumentKind } from '../ledger.ts';
import { type PostableKind, xeroCapabilities } from './capabilities.ts';
import { errorsIn, type Remark, warningsIn } from './element-errors.ts';
import { required } from './required.ts';
import { fromWire } from './wire.ts';

type SdkAnswer<T> = Promise<{ response: { headers: unknown; data?: unknown }; body: T }>;

/** A document as xero-node has it, of whichever kind. */
type OwnWords = 'type' | 'status';
export type DocumentModel = Partial<
  Omit<Invoice, OwnWords> & Omit<CreditNote, OwnWords> & Omit<BankTransaction, OwnWords>
> & { type?: unknown; status?: unknown };

/** What invoices, credit notes and bank transactions have in common in Xero's answers. */
export type StoredDocument = {
  id: string | undefined;
  number: string | undefined;
  url: string | undefined;
  contactId: string | undefined;
  type: string | undefined;
  status: string | undefined;
  currency: string | undefined;
  total: number | undefined;
  /** xero-node says text and gives a Date. */
  date: unknown;
  dueDate: unknown;
  lineItems: LineItem[];
  /** What is still to be paid, or of a credit note still to be used. */
  due: number | undefined;
  /** What settles it, with the ids of payments and, of credits, of what they are allocated to or come from. */
  settlements: { kind: 'payment' | 'credit'; id: string | undefined; date: unknown; amount: number | undefined }[];
  settledOn: unknown;
  changedAt: Date | undefined;
  hasErrors: boolean;
  errors: Remark[];
  warnings: string[];
};

export type Search = { contactId: string; where: string; modifiedSince: Date; page: number; pageSize: number };

/** How one of Xero's kinds of documents is written, found and given attachments. Arguments get their names here. */
export type DocumentEndpoint = {
  /** The request's model in xero-node, by which it is serialised. */
  model: 'Invoices' | 'CreditNotes' | 'BankTransactions';
  type: string;
  /** Whether Xero numbers one that comes without a number. It does so for what is sold; what is bought keeps none. */
  isNumbered: boolean;
  /** The document's own id, as its model names it. */
  idOf(id: string): DocumentModel;
  /** A request body's models, before they are serialised. */
  request(documents: DocumentModel[]): object;
  /** The fields that each kind has of its own: its type, number, link back, due date, bank account and currency. */
  kindFields(document: LedgerDocument): DocumentModel;
  create(api: AccountingApi, tenantId: string, body: string, idempotencyKey: string): SdkAnswer<StoredDocument[]>;
  /** Changes the one with this id; what is not sent stays as it is, lines excepted. */
  change(
    api: AccountingApi,
    tenantId: string,
    id: string,
    body: string,
    idempotencyKey: string,
  ): SdkAnswer<StoredDocument[]>;
  read(api: AccountingApi, tenantId: string, id: string): SdkAnswer<StoredDocument[]>;
  find(api: AccountingApi, tenantId: string, search: Search): SdkAnswer<StoredDocument[]>;
  attach(
    api: AccountingApi,
    tenantId: string,
    id: string,
    file: { name: string; bytes: Buffer; mimeType: string },
    idempotencyKey: string,
  ): SdkAnswer<Attachment[]>;
  attachments(api: AccountingApi, tenantId: string, id: string): SdkAnswer<Attachment[]>;
  notes(api: AccountingApi, tenantId: string, id: string): SdkAnswer<HistoryRecords>;
  addNote(
    api: AccountingApi,
    tenantId: string,
    id: string,
    notes: HistoryRecords,
    idempotencyKey: string,
  ): SdkAnswer<HistoryRecords>;
  /** What a credit note is set against; of the others, nothing. */
  allocations(api: AccountingApi, tenantId: string, id: string): SdkAnswer<Allocation[]>;
  /** The document's page at Xero, within the organisation. */
  page(id: string): string;
};

const { unitDigits } = xeroCapabilities.rules;

/** Where Xero's pages have what is bought and what is sold. */
type Folder = 'AccountsPayable' | 'AccountsReceivable';

/** Without this, one bad document fails its neighbours. */
const SUMMARISE_ERRORS = false;

function invoiceEndpoint(type: Invoice.TypeEnum, folder: Folder): DocumentEndpoint {
  return {
    model: 'Invoices',
    type: String(type),
    isNumbered: folder === 'AccountsReceivable',
    idOf: (invoiceID) => ({ invoiceID }),
    request: (invoices) => ({ invoices }),
    kindFields: (document) => ({
      type,
      // For a bill this is the supplier's number, which need not be unique.
      invoiceNumber: document.reference ?? undefined,
      dueDate: document.dueOn ?? undefined,
      url: document.mark ?? undefined,
      currencyCode: currencyOf(document),
    }),
    // PUT creates. POST would edit a document that has the same number.
    create: (api, tenantId, body, idempotencyKey) =>
      normalised(
        api.createInvoices(tenantId, fromWire<Invoices>(body), SUMMARISE_ERRORS, unitDigits, idempotencyKey),
        storedInvoices,
      ),
    change: (api, tenantId, id, body, idempotencyKey) =>
      normalised(api.updateInvoice(tenantId, id, fromWire<Invoices>(body), unitDigits, idempotencyKey), storedInvoices),
    read: (api, tenantId, id) => normalised(api.getInvoice(tenantId, id, unitDigits), storedInvoices),
    find: (api, tenantId, { contactId, where, modifiedSince, page, pageSize }) =>
      normalised(
        api.getInvoices(
          tenantId,
          modifiedSince,
          where,
          undefined,
          undefined,
          undefined,
          [contactId],
          undefined,
          page,
          undefined,
          true,
          unitDigits,
          undefined,
          pageSize,
        ),
        storedInvoices,
      ),
    attach: (api, tenantId, id, { name, bytes, mimeType }, idempotencyKey) =>
      normalised(
        api.createInvoiceAttachmentByFileName(tenantId, id, name, readableBytes(bytes), undefined, idempotencyKey, {
          headers: { 'Content-Type': mimeType },
        }),
        attachmentsOf,
      ),
    attachments: (api, tenantId, id) => normalised(api.getInvoiceAttachments(tenantId, id), attachmentsOf),
    notes: (api, tenantId, id) => api.getInvoiceHistory(tenantId, id),
    addNote: (api, tenantId, id, notes, idempotencyKey) =>
      api.createInvoiceHistory(tenantId, id, notes, idempotencyKey),
    allocations: nothingSetAgainst,
    page: (id) => `/${folder}/View.aspx?InvoiceID=${id}`,
  };
}

function creditNoteEndpoint(type: CreditNote.TypeEnum, folder: Folder): DocumentEndpoint {
  return {
    model: 'CreditNotes',
    type: String(type),
    isNumbered: folder === 'AccountsReceivable',
    idOf: (creditNoteID) => ({ creditNoteID }),
    request: (creditNotes) => ({ creditNotes }),
    kindFields: (document) => ({
      type,
      creditNoteNumber: document.reference ?? undefined,
      currencyCode: currencyOf(document),
    }),
    create: (api, tenantId, body, idempotencyKey) =>
      normalised(
        api.createCreditNotes(tenantId, fromWire<CreditNotes>(body), SUMMARISE_ERRORS, unitDigits, idempotencyKey),
        storedCreditNotes,
      ),
    change: (api, tenantId, id, body, idempotencyKey) =>
      normalised(
        api.updateCreditNote(tenantId, id, fromWire<CreditNotes>(body), unitDigits, idempotencyKey),
        storedCreditNotes,
      ),
    read: (api, tenantId, id) => normalised(api.getCreditNote(tenantId, id, unitDigits), storedCreditNotes),
    find: (api, tenantId, { contactId, where, modifiedSince, page, pageSize }) =>
      normalised(
        api.getCreditNotes(
          tenantId,
          modifiedSince,
          `${where} AND Contact.ContactID==Guid("${contactId}")`,
          undefined,
          page,
          unitDigits,
          pageSize,
        ),
        storedCreditNotes,
      ),
    attach: (api, tenantId, id, { name, bytes, mimeType }, idempotencyKey) =>
      normalised(
        api.createCreditNoteAttachmentByFileName(tenantId, id, name, readableBytes(bytes), undefined, idempotencyKey, {
          headers: { 'Content-Type': mimeType },
        }),
        attachmentsOf,
      ),
    attachments: (api, tenantId, id) => normalised(api.getCreditNoteAttachments(tenantId, id), attachmentsOf),
    notes: (api, tenantId, id) => api.getCreditNoteHistory(tenantId, id),
    addNote: (api, tenantId, id, notes, idempotencyKey) =>
      api.createCreditNoteHistory(tenantId, id, notes, idempotencyKey),
    allocations: (api, tenantId, id) =>
      normalised(api.getCreditNote(tenantId, id, unitDigits), ({ creditNotes }) => creditNotes?.[0]?.allocations ?? []),
    page: (id) => `/${folder}/ViewCreditNote.aspx?creditNoteID=${id}`,
  };
}

function bankTransactionEndpoint(type: BankTransaction.TypeEnum): DocumentEndpoint {
  return {
    model: 'BankTransactions',
    type: String(type),
    isNumbered: false,
    idOf: (bankTransactionID) => ({ bankTransactionID }),
    request: (bankTransactions) => ({ bankTransactions }),
    // The currency is the bank account's, whatever is sent.
    kindFields: (document) => ({
      type,
      reference: document.reference ?? undefined,
      url: document.mark ?? undefined,
      bankAccount: { accountID: required(document.bankAccountLedgerId ?? undefined, 'BankAccount') },
    }),
    create: (api, tenantId, body, idempotencyKey) =>
      normalised(
        api.createBankTransactions(
          tenantId,
          fromWire<BankTransactions>(body),
          SUMMARISE_ERRORS,
          unitDigits,
          idempotencyKey,
        ),
        storedBankTransactions,
      ),
    change: (api, tenantId, id, body, idempotencyKey) =>
      normalised(
        api.updateBankTransaction(tenantId, id, fromWire<BankTransactions>(body), unitDigits, idempotencyKey),
        storedBankTransactions,
      ),
    read: (api, tenantId, id) => normalised(api.getBankTransaction(tenantId, id, unitDigits), storedBankTransactions),
    find: (api, tenantId, { contactId, where, modifiedSince, page, pageSize }) =>
      normalised(
        api.getBankTransactions(
          tenantId,
          modifiedSince,
          `${where} AND Contact.ContactID==Guid("${contactId}")`,
          undefined,
          page,
          unitDigits,
          pageSize,
        ),
        storedBankTransactions,
      ),
    attach: (api, tenantId, id, { name, bytes, mimeType }, idempotencyKey) =>
      normalised(
        api.createBankTransactionAttachmentByFileName(tenantId, id, name, readableBytes(bytes), idempotencyKey, {
          headers: { 'Content-Type': mimeType },
        }),
        attachmentsOf,
      ),
    attachments: (api, tenantId, id) => normalised(api.getBankTransactionAttachments(tenantId, id), attachmentsOf),
    notes: (api, tenantId, id) => api.getBankTransactionsHistory(tenantId, id),
    addNote: (api, tenantId, id, notes, idempotencyKey) =>
      api.createBankTransactionHistoryRecord(tenantId, id, notes, idempotencyKey),
    allocations: nothingSetAgainst,
    page: (id) => `/Bank/ViewTransaction.aspx?bankTransactionID=${id}`,
  };
}

function nothingSetAgainst(): never {
  throw new RangeError('Only a credit note is set against something');
}

/** What a payment is for, as Xero's payments name it. */
export function paidModel(kind: LedgerDocumentKind, id: string): Pick<Payment, 'invoice' | 'creditNote'> {
  switch (kind) {
    case 'BILL':
    case 'SALES_INVOICE':
      return { invoice: { invoiceID: id } };
    case 'BILL_CREDIT_NOTE':
    case 'SALES_CREDIT_NOTE':
      return { creditNote: { creditNoteID: id } };
    default:
      throw new RangeError('What goes through a bank account is paid by itself');
  }
}

const currencyOf = ({ currency }: LedgerDocument) => currency as unknown as CurrencyCode;

const endpoints: Record<PostableKind, DocumentEndpoint> = {
  BILL: invoiceEndpoint(Invoice.TypeEnum.ACCPAY, 'AccountsPayable'),
  SALES_INVOICE: invoiceEndpoint(Invoice.TypeEnum.ACCREC, 'AccountsReceivable'),
  BILL_CREDIT_NOTE: creditNoteEndpoint(CreditNote.TypeEnum.ACCPAYCREDIT, 'AccountsPayable'),
  SALES_CREDIT_NOTE: creditNoteEndpoint(CreditNote.TypeEnum.ACCRECCREDIT, 'AccountsReceivable'),
  SPEND_MONEY: bankTransactionEndpoint(BankTransaction.TypeEnum.SPEND),
  RECEIVE_MONEY: bankTransactionEndpoint(BankTransaction.TypeEnum.RECEIVE),
};

/** Throws for a kind that capabilities.documentKinds does not name. */
export function endpointOf(kind: LedgerDocumentKind): DocumentEndpoint {
  const endpoint = (endpoints as Partial<Record<LedgerDocumentKind, DocumentEndpoint>>)[kind];
  if (!endpoint) throw new RangeError(`Documents of the kind ${kind} can't be posted to Xero`);
  return endpoint;
}

/** `read` gets the answer's JSON as well, since xero-node's models leave a part of it out. */
async function normalised<B, T>(answer: SdkAnswer<B>, read: (body: B, json: unknown) => T): SdkAnswer<T> {
  const { response, body } = await answer;
  return { response, body: read(body, response.data) };
}

export function storedInvoices({ invoices }: Invoices, json: unknown): StoredDocument[] {
  const elements = (json as { Invoices?: unknown[] } | null)?.Invoices;
  return required(invoices, 'Invoices').map((invoice, index) => ({
    ...sharedFields(invoice, elements?.[index]),
    id: invoice.invoiceID,
    number: invoice.invoiceNumber,
    url: invoice.url,
    due: invoice.amountDue,
    settlements: [
      ...paymentsOf(invoice),
      ...(invoice.creditNotes ?? []).map(({ creditNoteID: id, date, appliedAmount: amount }) =>
        credit(id, date, amount),
      ),
      ...(invoice.prepayments ?? []).map(({ prepaymentID: id, date, appliedAmount: amount }) =>
        credit(id, date, amount),
      ),
      ...(invoice.overpayments ?? []).map(({ overpaymentID: id, date, appliedAmount: amount }) =>
        credit(id, date, amount),
      ),
    ],
  }));
}

export function storedCreditNotes({ creditNotes }: CreditNotes, json: unknown): StoredDocument[] {
  const elements = (json as { CreditNotes?: unknown[] } | null)?.CreditNotes;
  return required(creditNotes, 'CreditNotes').map((note, index) => ({
    ...sharedFields(note, elements?.[index]),
    id: note.creditNoteID,
    number: note.creditNoteNumber,
    url: undefined,
    due: note.remainingCredit,
    settlements: [
      ...paymentsOf(note),
      ...(note.allocations ?? []).map(({ invoice, date, amount }) => credit(invoice?.invoiceID, date, amount)),
    ],
  }));
}

type Settlement = StoredDocument['settlements'][number];

function paymentsOf({ payments }: Invoice | CreditNote): Settlement[] {
  return (payments ?? []).map(({ paymentID: id, date, amount }) => ({ kind: 'payment', id, date, amount }));
}

function credit(id: string | undefined, date: unknown, amount: number | undefined): Settlement {
  return { kind: 'credit', id, date, amount };
}

export function storedBankTransactions({ bankTransactions }: BankTransactions, json: unknown): StoredDocument[] {
  const elements = (json as { BankTransactions?: unknown[] } | null)?.BankTransactions;
  return required(bankTransactions, 'BankTransactions').map((transaction, index) => ({
    ...sharedFields(transaction, elements?.[index]),
    id: transaction.bankTransactionID,
    number: transaction.reference,
    url: transaction.url,
    due: 0,
    settlements: [],
  }));
}

type OwnFields = 'id' | 'number' | 'url' | 'due' | 'settlements';

function sharedFields(
  document: Invoice | CreditNote | BankTransaction,
  element: unknown,
): Omit<StoredDocument, OwnFields> {
  return {
    contactId: document.contact?.contactID,
    type: document.type && String(document.type),
    status: document.status && String(document.status),
    currency: document.currencyCode && String(document.currencyCode),
    total: document.total,
    date: document.date,
    dueDate: 'dueDate' in document ? document.dueDate : undefined,
    lineItems: document.lineItems ?? [],
    settledOn: 'fullyPaidOnDate' in document ? document.fullyPaidOnDate : undefined,
    changedAt: document.updatedDateUTC,
    hasErrors: ('hasErrors' in document && document.hasErrors === true) || document.statusAttributeString === 'ERROR',
    errors: errorsIn(element),
    warnings: warningsIn(element),
  };
}

function attachmentsOf({ attachments }: Attachments): Attachment[] {
  return required(attachments, 'Attachments');
}

/** xero-node types a file as a stream and takes only a Buffer or a stream; a Buffer tells its length. */
function readableBytes(bytes: Buffer): Parameters<AccountingApi['createInvoiceAttachmentByFileName']>[3] {
  return bytes as unknown as Parameters<AccountingApi['createInvoiceAttachmentByFileName']>[3];
}
