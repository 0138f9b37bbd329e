import type { Amount } from '#lib/domain/amount.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import type { ContactAddress } from '#lib/domain/contact-address.ts';
import type { BookDocument } from '#lib/domain/in-books.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import type { AccountClass, TaxComponent } from '#lib/domain/lists.ts';
import type { DocumentState } from '#lib/domain/publication/comparison.ts';
import type { LedgerDocument, LedgerDocumentLine } from '#lib/domain/publication/ledger-document.ts';
import type { LedgerPayment } from '#lib/domain/publication/ledger-payment.ts';
import type { Life, Settlement } from '#lib/domain/publication/life.ts';
import type { PublicationKind } from '#lib/domain/publication/publication.ts';
import type { Result } from '#lib/domain/result.ts';
import type { LedgerError, LedgerReason } from './ledger-error.ts';

/** The port to an accounting software. Adapters are rooms of their own beside this file; ledgers.ts knows them. */

export type LedgerResult<T> = Promise<Result<T, LedgerError>>;

/** What an adapter can do; ask this and never the ledger's name. */
export type LedgerCapabilities = {
  /** What a document is held to before it is sent. */
  rules: LedgerRules;
  callLimits: CallLimits;
  /** A refresh token that is not used for this long ends. */
  refreshTokenLifeMs: number;
  /** Types of accounts as the ledger's own pages name them. */
  accountTypeNames: Readonly<Record<string, string>>;
  /** The documents that can be posted; any other throws. */
  documentKinds: readonly LedgerDocumentKind[];
  /** Kinds of documents that one call reads the changes of, each under the first of them. */
  documentsReadTogether: readonly (readonly LedgerDocumentKind[])[];
  /** Documents per write request, and per reading by their ids. */
  documentsPerCall: number;
  /** And of so many bytes, unless one alone is longer. */
  bytesPerCall: number;
  /** How long the ledger remembers an idempotency key after its first use. */
  idempotencyKeyLifeMs: number;
  attachmentMaxBytes: number;
  attachmentMimeTypes: readonly string[];
};

/** Calls that the ledger allows: to one organisation in a minute, in a day and at once, and to all of ours in a minute. */
export type CallLimits = {
  perOrganisation: { minute: number; day: number; concurrent: number };
  perApp: { minute: number };
};

// ── Authorisation ───────────────────────────────────────────────────────────

/** OAuth at the ledger: before and around any organisation. */
export interface LedgerAuthority {
  /** Where to send the browser, with the PKCE verifier to keep until it returns. */
  begin(request: { redirectUri: string; state: string }): Promise<{ url: string; verifier: string }>;
  /** Exchanges the callback's code. `callbackUrl` is the redirect address with the query it was called with. */
  complete(request: { callbackUrl: string; state: string; verifier: string }): LedgerResult<Consent>;
  refresh(refreshToken: string): LedgerResult<Tokens>;
  /** Every organisation that the consent reaches, with the visit that linked it. */
  links(accessToken: string): LedgerResult<OrganisationLink[]>;
  /** Ends one link; `missing` when it is gone already. */
  unlink(accessToken: string, ledgerConnectionId: string): LedgerResult<void>;
}

export type Tokens = { accessToken: string; refreshToken: string; accessExpiresAt: Date; scopes: string[] };

export type Consent = {
  tokens: Tokens;
  subject: string;
  email: string | null;
  name: string | null;
  authEventId: string | null;
  /** What was asked for and not given: with it missing, something would fail later. */
  missingScopes: string[];
};

export type OrganisationLink = {
  ledgerConnectionId: string;
  organisationId: string;
  name: string;
  authEventId: string | null;
};

// ── Lists ───────────────────────────────────────────────────────────────────

export type LedgerOrganisation = {
  organisationId: string;
  name: string;
  country: string | null;
  baseCurrency: string;
  edition: string | null;
  shortCode: string | null;
  /** IANA name. */
  timeZone: string | null;
  periodLockOn: CalendarDate | null;
  endOfYearLockOn: CalendarDate | null;
  /** Null where only the list of currencies tells. */
  isMultiCurrency: boolean | null;
  isDemo: boolean;
  /** What it subscribes to, in the ledger's word. */
  plan: string | null;
  /** What whoever connected may only draft or submit there; null where that could not be read. */
  mayNotApprove: PublicationKind[] | null;
};

export type LedgerAccount = {
  ledgerId: string;
  code: string | null;
  name: string;
  type: string;
  class: AccountClass;
  taxType: string | null;
  description: string | null;
  systemAccount: string | null;
  enablesPayments: boolean;
  showsInExpenseClaims: boolean;
  bankAccountNumber: string | null;
  currencyCode: string | null;
  isArchived: boolean;
  ledgerUpdatedAt: Date | null;
};

export type LedgerContact = {
  ledgerId: string;
  name: string;
  email: string | null;
  accountNumber: string | null;
  taxNumber: string | null;
  bankAccount: string | null;
  phone: string | null;
  addresses: ContactAddress[];
  isSupplier: boolean;
  isCustomer: boolean;
  defaultPurchaseAccountCode: string | null;
  defaultPurchaseTaxType: string | null;
  defaultCurrency: string | null;
  mergedIntoLedgerId: string | null;
  isArchived: boolean;
  ledgerUpdatedAt: Date | null;
};

export type LedgerTaxRate = {
  taxType: string;
  name: string;
  effectiveRate: Amount;
  components: TaxComponent[];
  canApplyTo: Record<AccountClass, boolean>;
  reportTaxType: string | null;
  isArchived: boolean;
};

export type LedgerTrackingCategory = {
  ledgerId: string;
  name: string;
  isArchived: boolean;
  options: { ledgerId: string; name: string; isArchived: boolean }[];
};

export type LedgerCurrency = { code: string; description: string | null };

export type LedgerProduct = {
  ledgerId: string;
  code: string;
  name: string | null;
  description: string | null;
  purchaseAccountCode: string | null;
  purchaseTaxType: string | null;
  purchaseUnitAmount: Amount | null;
  saleAccountCode: string | null;
  saleTaxType: string | null;
  saleUnitAmount: Amount | null;
  isSold: boolean;
  isPurchased: boolean;
  ledgerUpdatedAt: Date | null;
};

/** The entries of each list, by the list's name. */
export type LedgerLists = {
  ORGANISATION: LedgerOrganisation;
  ACCOUNTS: LedgerAccount;
  CONTACTS: LedgerContact;
  TRACKING: LedgerTrackingCategory;
  TAX_RATES: LedgerTaxRate;
  CURRENCIES: LedgerCurrency;
  PRODUCTS: LedgerProduct;
};

export type ListPage<T> = {
  entries: T[];
  /** Whether another page follows. */
  hasMore: boolean;
  /** Entries in all pages, when the ledger tells. */
  expected: number | null;
  /** Whether absence from the pages means the entry is gone (a whole list, not a delta). */
  isComplete: boolean;
  /** Entries that are there and could not be read: they keep none of the others. */
  unread: UnreadEntry[];
};

export type UnreadEntry = {
  /** The ids of the entry and of its parts; null where not all of them could be read. */
  ledgerIds: string[] | null;
  name: string;
};

// ── Documents ───────────────────────────────────────────────────────────────

export type { LedgerDocument, LedgerDocumentLine, LedgerPayment };

export type LedgerDocumentKind = PublicationKind;

/** What the ledger stored otherwise than sent; with `warning`, what it says of that itself, in `stored`. */
export type EchoDifference = {
  field: 'total' | 'account' | 'taxAmount' | 'tracking' | 'status' | 'currency' | 'warning';
  line: number | null;
  sent: string;
  stored: string;
};

export type PostedDocument = {
  ledgerId: string;
  ledgerNumber: string | null;
  url: string | null;
  differences: EchoDifference[];
};

export type DocumentTarget = { kind: LedgerDocumentKind; ledgerId: string };

/** A change of a posted document: in place, or its end. Voiding and deleting leave it in the books, marked as such. */
export type DocumentChange = { operation: 'UPDATE'; document: LedgerDocument } | { operation: 'VOID' | 'DELETE' };

/** A posted document as it is now. */
export type DocumentInBooks = {
  ledgerId: string;
  state: DocumentState;
  life: Life;
  ledgerNumber: string | null;
  url: string | null;
  /** When the ledger last counted it as changed, where it tells. */
  changedAt: Date | null;
};

/** Money or a credit that settles a document. */
export type SettlementInBooks = Pick<Settlement, 'kind' | 'ledgerId'> & {
  /** By which an allocation is taken back; null for a payment. */
  allocation: { noteId: string; allocationId: string } | null;
  /** Why it can't be taken back from here, in words; null where it can. */
  obstacle: string | null;
};

/** A document in brief, whoever made it: as far as two are told apart by it. */
export type BriefDocument = BookDocument & { contactLedgerId: string; changedAt: Date };

export type BriefPage = {
  documents: BriefDocument[];
  hasMore: boolean;
  /** When the last of the page was changed, whether or not it is among the documents; null for an empty page. */
  lastChangedAt: Date | null;
};

export type DocumentPage = { documents: DocumentInBooks[]; hasMore: boolean };

export type DocumentOutcome = { ok: true; posted: PostedDocument } | { ok: false; reasons: LedgerReason[] };

/** A document as a body says it, in the words of the ledger's own pages and with the ledger's own ids. */
export type ShownDocument = {
  /** `Bill`, `Spend money` */
  title: string;
  /** Null for what has none. */
  status: string | null;
  contactLedgerId: string;
  bankAccountLedgerId: string | null;
  issuedOn: string;
  dueOn: string | null;
  number: { label: string; value: string | null };
  /** Null where it is the bank account's. */
  currency: string | null;
  exchangeRate: string | null;
  amountsAre: string;
  hasLink: boolean;
  lines: ShownLine[];
};

/** A line of it; what is null is left to the ledger. */
export type ShownLine = {
  description: string;
  productCode: string | null;
  quantity: string;
  unitAmount: string;
  amount: string;
  account: { code: string | null; ledgerId: string | null };
  taxType: string | null;
  taxAmount: string | null;
  tracking: string[];
};

/** What became of something that follows a document: its id at the ledger, where it has one. */
export type Followed = { ok: true; ledgerId: string | null } | { ok: false; reasons: LedgerReason[] };

/** A document of a contact that is approved and not paid in full. Amounts are in its currency. */
export type OpenDocument = {
  ledgerId: string;
  number: string | null;
  issuedOn: CalendarDate | null;
  currency: string;
  total: Amount;
  due: Amount;
};

/** A part of a credit note that is set against a document of the same contact and currency. */
export type LedgerAllocation = { documentLedgerId: string; amount: Amount; date: CalendarDate };

/** A write that is stored before it is sent: the same request always has the same bytes. */
export type StoredRequest = { idempotencyKey: string; body: string };

/** One organisation's books. Every call is counted against the call budget and carries a fresh token. */
export interface Ledger {
  readonly capabilities: LedgerCapabilities;
  list<L extends keyof LedgerLists>(
    list: L,
    request: { page: number; modifiedSince: Date | null },
  ): LedgerResult<ListPage<LedgerLists[L]>>;

  /** The exact body for documents of one kind. Pure: equal documents give equal bytes. */
  documentBody(documents: LedgerDocument[]): string;
  /** Creates documents of one kind; one outcome per document, in order. One refused never fails its neighbours. */
  createDocuments(
    kind: LedgerDocumentKind,
    documents: LedgerDocument[],
    request: StoredRequest,
  ): LedgerResult<DocumentOutcome[]>;
  /**
   * The document that our app made for this contact on this date with this mark or, where the ledger can't keep one,
   * with this number and total; null when it is surely not there. Decides an uncertain outcome. `others` are the ids of
   * documents known to be of other publications.
   */
  findDocument(
    document: LedgerDocument,
    createdSince: Date,
    others: ReadonlySet<string>,
  ): LedgerResult<PostedDocument | null>;

  /** The exact body of a change. Pure: equal changes give equal bytes. */
  changeBody(target: DocumentTarget, change: DocumentChange): string;
  /** What the ledger holds of the document once the change is made: what it is about, and nothing else. Pure. */
  stateAfter(change: DocumentChange): DocumentState;
  /** Changes a document in place, voids or deletes it, where the ledger's rules let that be. */
  changeDocument(target: DocumentTarget, change: DocumentChange, request: StoredRequest): LedgerResult<DocumentOutcome>;
  /** The present state of a document, also of one that is voided or deleted; `missing` when the ledger does not know it. */
  readDocument(target: DocumentTarget): LedgerResult<DocumentInBooks>;
  /**
   * A page of the documents that were changed since, the longest unchanged first, of this kind and those read together
   * with it; only what our app made, where the ledger can tell. It may leave changes out: payments, on some ledgers.
   */
  changedDocuments(kind: LedgerDocumentKind, since: Date, page: number): LedgerResult<DocumentPage>;
  /**
   * A page of all documents of this kind and those read together with it that were changed since, the longest unchanged
   * first. What has no contact or is of another kind is left out.
   */
  changedBriefs(kind: LedgerDocumentKind, since: Date, page: number): LedgerResult<BriefPage>;
  /** Documents of these contacts with a date from one day to another; at most one page of them. */
  briefsOf(
    kind: LedgerDocumentKind,
    contactLedgerIds: readonly string[],
    between: { from: CalendarDate; to: CalendarDate },
  ): LedgerResult<BriefDocument[]>;
  /** These documents of one kind as they are now, at most `documentsPerCall`; those that the ledger does not know are left out. */
  readDocuments(kind: LedgerDocumentKind, ledgerIds: readonly string[]): LedgerResult<DocumentInBooks[]>;

  /** The payments and credits that settle a document now; none for one of none. */
  settlements(target: DocumentTarget): LedgerResult<SettlementInBooks[]>;
  /** The exact body by which one is taken back. Pure. */
  takeBackBody(settlement: SettlementInBooks): string;
  /** Takes a payment or an allocation back; one that is gone already is taken back. */
  takeBack(settlement: SettlementInBooks, request: StoredRequest): LedgerResult<void>;

  contactBody(name: string): string;
  /** Creates a contact, or finds the active one that has this name. */
  createContact(name: string, request: StoredRequest): LedgerResult<{ ledgerId: string; name: string }>;

  /** What the ledger will show of the one document in a body, read from that body alone. Pure. */
  shownOf(kind: LedgerDocumentKind, body: string): ShownDocument;

  /** The exact body of a payment of a document, or of a refund of a credit note. Pure. */
  paymentBody(target: DocumentTarget, payment: LedgerPayment): string;
  /** Records one payment; a request holds no other. */
  createPayment(request: StoredRequest): LedgerResult<Followed>;
  /** The id of the payment that a body asked for, if the document has it; null when it surely has not. */
  findPayment(target: DocumentTarget, body: string, others: ReadonlySet<string>): LedgerResult<string | null>;

  /** What a contact still has to pay, or be paid, by documents of a kind; the newest first. */
  openDocuments(kind: 'BILL' | 'SALES_INVOICE', contactLedgerId: string): LedgerResult<OpenDocument[]>;
  /** The exact body of what sets a part of a credit note against a document. Pure. */
  allocationBody(allocation: LedgerAllocation): string;
  allocate(target: DocumentTarget, request: StoredRequest): LedgerResult<Followed>;
  /** Whether the credit note is set against what a body asked for; null when it surely is not. */
  findAllocation(target: DocumentTarget, body: string): LedgerResult<string | null>;

  /** The exact body of a note in a document's history. Pure. */
  noteBody(text: string): string;
  addNote(target: DocumentTarget, request: StoredRequest): LedgerResult<void>;
  /** Whether the document's history has the note that a body asked for. */
  hasNote(target: DocumentTarget, body: string): LedgerResult<boolean>;

  attach(target: DocumentTarget, file: AttachmentFile, idempotencyKey: string): LedgerResult<void>;
  /** The name that a file is given when it is attached. Pure. */
  attachmentName(file: Pick<AttachmentFile, 'fileName' | 'mimeType'>): string;
  attachments(target: DocumentTarget): LedgerResult<{ fileName: string; byteSize: number }[]>;
}

/** What of the port is pure. */
export type LedgerBodies = Pick<Ledger, 'documentBody' | 'shownOf' | 'attachmentName'>;

export type AttachmentFile = { fileName: string; mimeType: string; bytes: Buffer };
