import {
  type AccountingApi,
  type Attachment,
  type Attachments,
  CreditNote,
  type CreditNotes,
  Invoice,
  type Invoices,
  type LineItem,
} from 'xero-node';
import type { LedgerDocument, LedgerDocumentKind } from '../ledger.ts';
import { type PostableKind, xeroCapabilities } from './capabilities.ts';
import { errorsIn, type Remark, warningsIn } from './element-errors.ts';
import { required } from './required.ts';
import { fromWire } from './wire.ts';

type SdkAnswer<T> = Promise<{ response: { headers: unknown; data?: unknown }; body: T }>;

/** What invoices and credit notes have in common in Xero's answers. */
export type StoredDocument = {
  id: string | undefined;
  number: string | undefined;
  url: string | undefined;
  contactId: string | undefined;
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
  model: 'Invoices' | 'CreditNotes';
  type: string;
  /** Whether Xero numbers one that comes without a number. It does so for what is sold; what is bought keeps none. */
  isNumbered: boolean;
  /** The document's own id, as its model names it. */
  idOf(id: string): Partial<Invoice & CreditNote>;
  /** A request body's models, before they are serialised. */
  request(documents: Partial<Invoice & CreditNote>[]): object;
  /** The fields that are named otherwise in each kind: its type, the number, the link back and the due date. */
  kindFields(document: LedgerDocument): Partial<Invoice & CreditNote>;
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
      type: type as Invoice.TypeEnum & CreditNote.TypeEnum,
      // For a bill this is the supplier's number, which need not be unique.
      invoiceNumber: document.reference ?? undefined,
      dueDate: document.dueOn ?? undefined,
      url: document.mark ?? undefined,
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
      type: type as Invoice.TypeEnum & CreditNote.TypeEnum,
      creditNoteNumber: document.reference ?? undefined,
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
    page: (id) => `/${folder}/ViewCreditNote.aspx?creditNoteID=${id}`,
  };
}

const endpoints: Record<PostableKind, DocumentEndpoint> = {
  BILL: invoiceEndpoint(Invoice.TypeEnum.ACCPAY, 'AccountsPayable'),
  SALES_INVOICE: invoiceEndpoint(Invoice.TypeEnum.ACCREC, 'AccountsReceivable'),
  BILL_CREDIT_NOTE: creditNoteEndpoint(CreditNote.TypeEnum.ACCPAYCREDIT, 'AccountsPayable'),
  SALES_CREDIT_NOTE: creditNoteEndpoint(CreditNote.TypeEnum.ACCRECCREDIT, 'AccountsReceivable'),
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

type OwnFields = 'id' | 'number' | 'url' | 'due' | 'settlements';

function sharedFields(document: Invoice | CreditNote, element: unknown): Omit<StoredDocument, OwnFields> {
  return {
    contactId: document.contact?.contactID,
    status: document.status && String(document.status),
    currency: document.currencyCode && String(document.currencyCode),
    total: document.total,
    date: document.date,
    dueDate: document.dueDate,
    lineItems: document.lineItems ?? [],
    settledOn: document.fullyPaidOnDate,
    changedAt: document.updatedDateUTC,
    hasErrors: document.hasErrors === true || document.statusAttributeString === 'ERROR',
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
