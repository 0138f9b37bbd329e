/**
 * What a complete export carries of each table, and what becomes of each column when it is read back in. A test holds this
 * to the database: a table or a column that is neither carried nor left out with a reason fails it.
 */
export type CarriedTable = {
  /** In the database, and `data/<file>.jsonl` in the file. */
  table: string;
  file: string;
  /** For whoever reads the file without Intray. */
  what: string;
  /** Of a table that does not say of each row whose it is: where its rows point. */
  of?: { by: string; table: string };
  /** A further condition, in SQL. */
  only?: string;
  /** In an order that puts each row behind those it points at. */
  key: string;
  /** Names of columns, parted by spaces. Ids of rows of this file, or null. */
  ids?: string;
  /** Ids of rows of the same table, that may come later. */
  later?: string;
  /** Text, numbers without decimals, days, yes or no, and lists of these. */
  values?: string;
  /** Decimals, as text. */
  amounts?: string;
  instants?: string;
  /** Addresses in the books, which must be of the web. */
  addresses?: string;
  /** In which any id of a row of this file may stand. */
  json?: string;
  /** Not in the file, and why; what it becomes when read back in, where that is not the database's own default. */
  left?: Readonly<Record<string, LeftColumn>>;
};

type LeftColumn = { why: string; becomes?: 'reader' | 'now' | 'rowId' | 'storageKey' | 'disconnected' };

const personById: LeftColumn = { why: 'people are told by their names' };
const reader: LeftColumn = { why: 'people are told by their names', becomes: 'reader' };
const mirrored: LeftColumn = { why: 'when the mirror wrote it' };
const work: LeftColumn = { why: 'work of this installation' };
const kept: LeftColumn = { why: 'the database keeps it by itself' };
const book = 'id connectionId';

/** The business itself is one line of `data/business.jsonl`, with these columns. */
export const businessTable: CarriedTable = {
  ...{ table: 'Business', file: 'business', what: 'The business, its profile and its settings', key: 'id' },
  ids: 'id defaultCostRateId defaultSaleRateId cisAccountId cisMaterialsAccountId',
  values:
    'name legalName tradingNames registeredAddress tradingAddress taxCycle taxCycleMonth country baseCurrency ' +
    'needsTwoFactor newContacts taxPolicy rateSource isTaxRegistered checksTaxEvidence publishTo publishAs ' +
    'salesPublishTo salesPublishAs dueDays lockPolicy lockOn foreignCurrency exchangeRateSource archivesPublished ' +
    'archivesExported lastItemNumber lastClaimNumber readsDocuments readsLines readsTax sureFrom booksDuplicates ' +
    'autoCategorise duplicateMode',
  instants: 'createdAt exchangeRateSourceSince duplicateModeAt',
  json: 'taxNumbers',
  left: {
    slug: { why: 'an address of this installation' },
    logoId: { why: 'the picture is beside the tables' },
    reviewDueAt: work,
    reviewedAt: work,
    closedAt: { why: 'what is read back in is open' },
    closedByUserId: { why: 'what is read back in is open' },
    closedByName: { why: 'what is read back in is open' },
    deleteAt: { why: 'what is read back in is open' },
    otherBooksItems: { why: 'counted anew' },
    suggestionsSoughtAt: work,
    suggestionsSeenAt: work,
  },
};

const lists: CarriedTable[] = [
  {
    ...{ table: 'Connection', file: 'books', what: 'The organisations it was connected to, without access', key: 'id' },
    ids: 'id',
    values:
      'ledger organisationId isOwn organisationName country baseCurrency edition shortCode timeZone periodLockOn ' +
      'endOfYearLockOn isMultiCurrency isDemo connectedByName',
    instants: 'connectedAt disconnectedAt',
    left: {
      ledgerConnectionId: { why: 'access' },
      grantId: { why: 'access' },
      status: { why: 'access', becomes: 'disconnected' },
      statusReason: { why: 'access' },
      statusChangedAt: { why: 'access' },
      waitsUntil: work,
      waitsFor: work,
      listsAsOf: { why: 'read anew once it is connected' },
      plan: { why: 'read anew once it is connected' },
      mayNotApprove: { why: 'read anew once it is connected' },
      connectedByUserId: reader,
    },
  },
  {
    ...{ table: 'Account', file: 'accounts', what: 'Accounts (categories) and bank accounts', key: 'id', ids: book },
    values:
      'ledgerId code name type class taxType description systemAccount enablesPayments showsInExpenseClaims ' +
      'bankAccountNumber currencyCode isArchived isVisible',
    instants: 'createdAt',
    left: { ledgerUpdatedAt: mirrored, updatedAt: mirrored },
  },
  {
    ...{ table: 'TaxRate', file: 'tax-rates', what: 'Tax rates', key: 'id', ids: book },
    values:
      'taxType name canApplyToAssets canApplyToEquity canApplyToExpenses canApplyToLiabilities canApplyToRevenue ' +
      'reportTaxType isArchived isVisible',
    ...{ amounts: 'effectiveRate', json: 'components', instants: 'createdAt', left: { updatedAt: mirrored } },
  },
  {
    ...{ table: 'TrackingCategory', file: 'tracking-categories', what: 'Tracking categories', key: 'id', ids: book },
    ...{ values: 'ledgerId name position isArchived', instants: 'createdAt', left: { updatedAt: mirrored } },
  },
  {
    ...{ table: 'TrackingOption', file: 'tracking-options', what: 'Their options', key: 'id' },
    ...{ ids: `${book} categoryId`, values: 'ledgerId name isArchived', instants: 'createdAt' },
    left: { updatedAt: mirrored },
  },
  {
    ...{ table: 'Currency', file: 'currencies', what: 'Currencies of the books', key: 'connectionId code' },
    ...{ ids: 'connectionId', values: 'code description isArchived' },
  },
  {
    ...{ table: 'Product', file: 'products', what: 'Products and services', key: 'id', ids: book },
    values:
      'ledgerId code name description purchaseAccountCode purchaseTaxType saleAccountCode saleTaxType isSold ' +
      'isPurchased isArchived',
    ...{ amounts: 'purchaseUnitAmount saleUnitAmount', instants: 'createdAt' },
    left: { ledgerUpdatedAt: mirrored, updatedAt: mirrored },
  },
  {
    ...{ table: 'Contact', file: 'contacts', what: 'Suppliers and customers', key: 'id', ids: book },
    later: 'mergedIntoId',
    values:
      'ledgerId name normalisedName email accountNumber taxNumber bankAccount phone isSupplier isCustomer ' +
      'defaultPurchaseAccountCode defaultPurchaseTaxType defaultCurrency mergedIntoLedgerId dueDays autoPublish ' +
      'duplicateMode readsTax isArchived',
    ...{ amounts: 'cisRate', json: 'addresses', instants: 'createdAt duplicateModeAt' },
    left: { ledgerUpdatedAt: mirrored, updatedAt: mirrored },
  },
  {
    ...{ table: 'ContactAlias', file: 'contact-aliases', what: 'Other names by which documents call a contact' },
    ...{ key: 'id', ids: 'id contactId', values: 'name normalisedName nameKey', instants: 'createdAt' },
  },
  {
    ...{ table: 'SupplierMark', file: 'supplier-marks', what: 'What documents of a contact are known by', key: 'id' },
    ...{ ids: 'id contactId', values: 'kind value printed learntFrom', instants: 'learntAt' },
  },
  {
    ...{ table: 'DistinctContacts', file: 'distinct-contacts', what: 'Contacts that look alike and are two' },
    ...{ key: 'oneId otherId', ids: 'oneId otherId', values: 'byName', instants: 'at' },
  },
  {
    ...{ table: 'EntryPair', file: 'entry-pairs', what: 'Entries of other books, and what takes their place' },
    ...{ key: 'connectionId fromId', ids: 'connectionId fromId toId', values: 'list byName batchId', instants: 'at' },
  },
  {
    ...{ table: 'Owner', file: 'owners', what: 'Whom items belong to: members, former ones, and others', key: 'id' },
    ...{ ids: 'id claimContactId', values: 'name', instants: 'createdAt archivedAt' },
    left: {
      email: { why: 'in the file it is told for members too, by which they go on as the same owner' },
      userId: personById,
    },
  },
  {
    ...{ table: 'PaymentMethod', file: 'payment-methods', what: 'How it pays and is paid', key: 'id' },
    ...{ ids: 'id accountId ownerId', values: 'name cardLast4 autoPublish', instants: 'createdAt archivedAt' },
    left: { updatedAt: mirrored },
  },
  {
    ...{ table: 'Flag', file: 'flags', what: 'Flags', key: 'id' },
    ...{ ids: 'id', values: 'name colour', instants: 'createdAt archivedAt' },
  },
  {
    ...{ table: 'LockDateChange', file: 'lock-date-changes', what: 'What became of lock dates', key: 'id' },
    ...{ ids: 'id', values: 'kind organisationName fromOn toOn byName', instants: 'noticedAt' },
  },
];

const items: CarriedTable[] = [
  {
    ...{
      table: 'Document',
      file: 'documents',
      what: 'Originals; the bytes are under documents/',
      key: 'id',
      ids: 'id',
    },
    values:
      'sha256 fileName mimeType byteSize pageCount undrawnTextPages uncheckedTextPages readText pictureHash ' +
      'isHashDue',
    ...{ instants: 'createdAt', left: { storageKey: { why: 'where it lies here', becomes: 'storageKey' } } },
  },
  {
    ...{ table: 'ClaimRate', file: 'claim-rates', what: 'What expense claims pay for distances and days', key: 'id' },
    ...{ ids: 'id accountId taxRateId', values: 'name unit', amounts: 'most', instants: 'createdAt archivedAt' },
  },
  {
    ...{
      table: 'ClaimRateVersion',
      file: 'claim-rate-versions',
      what: 'The amounts of these rates, by their first day',
    },
    ...{ of: { by: 'rateId', table: 'ClaimRate' }, key: 'rateId fromOn', ids: 'rateId' },
    ...{ values: 'fromOn', amounts: 'amount' },
  },
  {
    ...{ table: 'ClaimSchedule', file: 'claim-schedules', what: 'Whose claims are made by themselves', key: 'ownerId' },
    ...{ ids: 'ownerId', values: 'every endDay endsOn setByName' },
  },
  {
    ...{ table: 'Claim', file: 'claims', what: 'Expense claims', key: 'id' },
    ids: 'id claimantId contactId paymentMethodId',
    values: 'number revision name endsOn dueOn description publishTo publishAs createdByName',
    instants: 'createdAt deletedAt',
  },
  {
    ...{ table: 'ClaimEvent', file: 'claim-events', what: 'The history of expense claims', key: 'id' },
    ...{ of: { by: 'claimId', table: 'Claim' }, ids: 'id claimId', values: 'actorName kind', json: 'detail' },
    instants: 'at',
  },
  {
    ...{ table: 'Item', file: 'items', what: 'Costs and sales, of the inbox, the archive and the bin', key: 'id' },
    ids: 'id ownerId flagId contactId accountId taxRateId tracking1OptionId tracking2OptionId claimId billOfId claimRateId',
    values:
      'number workspace place status reasonCount revision submittedByName type issuedOn dueOn reference creditFor ' +
      'description currency taxMode publishTo publishAs failureCause deletedByName isBeingRead mayBeInBooks ' +
      'isAutoMerged',
    ...{ amounts: 'exchangeRate total taxAmount secondTaxAmount', later: 'mergedIntoId' },
    json: 'provenance refusal confirmations readChecks mergedOver',
    instants: 'createdAt updatedAt archivedAt exportedAt deletedAt claimedAt',
    left: {
      submittedByUserId: personById,
      contactName: kept,
      searchText: kept,
      searchValues: kept,
      rulesDueAt: work,
      likenessDueAt: work,
    },
  },
  {
    ...{ table: 'ItemDocument', file: 'item-documents', what: 'Which documents an item has, in their order' },
    ...{ of: { by: 'itemId', table: 'Item' }, key: 'itemId documentId', ids: 'itemId documentId' },
    ...{ values: 'position', json: 'pages' },
  },
  {
    ...{
      table: 'ItemLikeness',
      file: 'item-likeness',
      what: 'Items that may be one purchase, and of which that was denied',
    },
    ...{ key: 'itemId otherId', ids: 'itemId otherId', values: 'ways settledByName', instants: 'foundAt settledAt' },
  },
  {
    ...{ table: 'DocumentPage', file: 'document-pages', what: 'The words that were read from documents' },
    ...{ of: { by: 'documentId', table: 'Document' }, key: 'documentId page', ids: 'documentId' },
    ...{ values: 'page source', json: 'rows' },
  },
  {
    ...{ table: 'Extraction', file: 'extractions', what: 'What was read from the documents of items', key: 'itemId' },
    ...{ ids: 'itemId documentId', values: 'part state tookMs problem', json: 'reading' },
    instants: 'requestedAt finishedAt',
    left: { tries: work, claim: work, startedAt: work },
  },
  {
    ...{ table: 'LineItem', file: 'line-items', what: 'Lines of items', key: 'id' },
    ids: 'id itemId productId accountId taxRateId tracking1OptionId tracking2OptionId rebillableContactId',
    ...{ values: 'position description', amounts: 'quantity unitAmount taxAmount secondTaxAmount total' },
    json: 'provenance',
  },
  {
    ...{ table: 'ItemPayment', file: 'item-payments', what: 'What has been paid of items', key: 'id' },
    ...{ ids: 'id itemId paymentMethodId', values: 'position paidOn', amounts: 'amount', json: 'provenance' },
  },
  {
    ...{ table: 'ContactMerge', file: 'contact-merges', what: 'Contacts that were merged' },
    ...{ key: 'id', ids: 'id fromId intoId madeAliasId', values: 'byName wasSupplier wasCustomer' },
    ...{ json: 'movedAliasIds settings', instants: 'at undoneAt', left: { byUserId: personById } },
  },
  {
    ...{ table: 'ContactMergeItem', file: 'contact-merge-items', what: 'What moved with a merge', key: 'id' },
    ...{ of: { by: 'itemId', table: 'Item' }, ids: 'id mergeId itemId lineId' },
  },
  {
    ...{ table: 'ItemEvent', file: 'item-events', what: 'The history of items', key: 'id', ids: 'id itemId' },
    ...{ values: 'actorKind actorName kind field revision', json: 'before after detail', instants: 'at' },
    left: { actorId: personById },
  },
  {
    ...{ table: 'Submission', file: 'submissions', what: 'What was sent, and what came of it', key: 'id' },
    ids: 'id itemId',
    values: 'workspace method byName fileName byteSize itemNumber copyOf refusal message',
    ...{ instants: 'at', left: { byUserId: personById, arrivalId: work } },
  },
  {
    ...{ table: 'AuditEntry', file: 'audit', what: 'What was done to people, access and settings', key: 'id' },
    ...{ ids: 'id', values: 'actorName action address device', json: 'detail', instants: 'at' },
    left: { userId: personById, actorUserId: personById },
  },
  {
    ...{ table: 'Rule', file: 'rules', what: 'Rules that code items', key: 'id', ids: 'id scopeId' },
    values: 'scope name position isOn revision updatedByName',
    ...{ json: 'conditions effects steppedBack', instants: 'createdAt updatedAt deletedAt' },
    left: { correctedAt: work },
  },
  {
    ...{ table: 'SavedView', file: 'saved-views', what: 'Filters, order and columns under names', key: 'id' },
    ...{ ids: 'id', values: 'workspace name byName isShared', json: 'place layout', instants: 'createdAt deletedAt' },
    left: { userId: reader },
  },
  {
    ...{ table: 'ExportColumns', file: 'export-columns', what: 'Columns for exports under names', key: 'id' },
    ...{ ids: 'id', values: 'name columns perLine', instants: 'createdAt' },
  },
];

const publications: CarriedTable[] = [
  {
    ...{ table: 'Publication', file: 'publications', what: 'What was published, and as which document of the books' },
    ...{ key: 'id', ids: 'id connectionId itemId', later: 'supersedesId' },
    values:
      'itemRevision operation kind publishAs state requestedByKind requestedByName ledgerId ledgerNumber ' +
      'correctedByName lifeStatus',
    addresses: 'ledgerUrl',
    json: 'coding reasons differences thenPublish codingBefore life',
    instants: 'requestedAt postedAt completedAt correctedSince lifeSeenAt takenBackAt',
    left: {
      requestedById: personById,
      runId: { why: 'only what it was asked for together with' },
      leaseUntil: work,
      leaseId: work,
      lookAt: work,
      updatedAt: { why: 'work of this installation', becomes: 'now' },
    },
  },
  {
    ...{ table: 'PublicationStep', file: 'publication-steps', what: 'What was done for each publication', key: 'id' },
    ...{ ids: 'id publicationId subjectId', values: 'kind position state attempts ledgerId', json: 'error' },
    ...{ instants: 'notBefore createdAt', left: { updatedAt: { why: 'work of this installation' } } },
  },
  {
    ...{ table: 'Dispatch', file: 'dispatches', what: 'What was sent to the books and answered, word for word' },
    ...{ key: 'id', ids: 'id connectionId', json: 'comparison error' },
    values: 'kind operation version body bodyHash state sends statusCode answer',
    instants: 'createdAt firstSentAt answeredAt',
    left: { idempotencyKey: { why: 'used once; nothing is ever sent again with it', becomes: 'rowId' } },
  },
  {
    ...{ table: 'DispatchMember', file: 'dispatch-members', what: 'Of which steps each was' },
    of: { by: 'dispatchId', table: 'Dispatch' },
    ...{ key: 'dispatchId stepId', ids: 'dispatchId stepId', values: 'position' },
  },
];

/** In the order in which they are read back in. */
export const carriedTables: readonly CarriedTable[] = [...lists, ...items, ...publications];

/** Tables of a business that are not in the file, and why. */
export const leftOutTables: Readonly<Record<string, string>> = {
  Arrival: 'files on their way to becoming items',
  AutoPublication: 'judged anew',
  AutoPublishing: 'nothing is published by itself until somebody there says so',
  AwaitedReload: 'work under way',
  BookDocument: 'read from the books anew once it is connected',
  BulkEdit: 'kept for some days, to be taken back',
  BusinessFile: 'complete exports themselves',
  BusinessReading: 'readings of complete exports',
  ConnectionAttempt: 'work under way, and secret',
  Event: 'tells open pages of changes',
  FirstView: 'how one person opens a list',
  Invitation: 'secret links',
  ItemExport: 'files kept for a week',
  LanguageModel: 'where documents are sent to is decided there, with a key of its own',
  LanguageModelUse: 'what this installation used',
  ListChange: 'kept for a week, to be taken back',
  ListLayout: 'how one person looks at a list',
  ListMerge: 'its effect is in the items and their history; it cannot be taken back elsewhere',
  Mail: 'kept for some weeks, with secret links',
  Membership: 'told by name in data/members.jsonl; who is a member elsewhere is decided there',
  Notice: 'told to one person, kept for some weeks',
  OpenDocuments: 'asked of the books anew',
  PinnedView: 'how one person opens a list',
  PublishRun: 'only what was asked for together',
  RuleSuggestion: 'found anew from what people decided',
  ScheduledExport: 'who gets files of a business is decided there',
  RuleImport: 'kept for a week, to be taken back',
  Share: 'secret links',
  SyncRun: 'how refreshes went',
  TaxChange: 'kept for a week, to be taken back',
};

/** Tables that belong to one of the above. */
export const leftOutParts: Readonly<Record<string, string>> = {
  BookMirror: 'Connection: read anew once it is connected',
  BulkEditItem: 'BulkEdit',
  ClaimFile: 'Claim: how far the making of its PDFs is, which are documents',
  DocumentWatch: 'Connection: read anew once it is connected',
  ItemReading: 'what one person has read',
  ListMergeItem: 'ListMerge',
  ListMergePair: 'ListMerge',
  ScheduledExportRun: 'ScheduledExport',
  ListState: 'Connection: read anew once it is connected',
  SyncRunList: 'SyncRun',
};

/** Tables that belong to no business: people, what all share, and the installation's own work. */
export const sharedTables: readonly string[] = [
  ...['BounceMailbox', 'CallBudget', 'DiscardedFile', 'EmailChange', 'ExchangeRate', 'Grant', 'Passkey'],
  ...['PasswordReset', 'PendingStep', 'ProviderLink', 'RateLimit', 'RecoveryCode', 'Session', 'Totp', 'User'],
  ...['WebhookDelivery', 'WebhookState', 'WorkerHeartbeat'],
];

export type ColumnKind = 'id' | 'value' | 'amount' | 'instant' | 'address' | 'json';

/** The columns that the file has of a table, with their kinds, in the file's order. */
export function columnsOf(table: CarriedTable): [name: string, kind: ColumnKind][] {
  const of = (names: string | undefined, kind: ColumnKind) =>
    (names?.split(' ') ?? []).map((name): [string, ColumnKind] => [name, kind]);
  return [
    ...[of(table.ids, 'id'), of(table.later, 'id'), of(table.values, 'value'), of(table.amounts, 'amount')],
    ...[of(table.instants, 'instant'), of(table.addresses, 'address'), of(table.json, 'json')],
    table.table === 'Owner' ? [['email', 'value'] satisfies [string, ColumnKind]] : [],
  ].flat();
}
