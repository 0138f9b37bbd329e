/** The parameters that Xero knows, as the contract writes them. */
const NAMES = [
  'where',
  'order',
  'page',
  'pageSize',
  'IDs',
  'InvoiceNumbers',
  'ContactIDs',
  'Statuses',
  'Status',
  'DateFrom',
  'DateTo',
  'ExpiryDateFrom',
  'ExpiryDateTo',
  'ContactID',
  'QuoteNumber',
  'date',
  'fromDate',
  'toDate',
  'periods',
  'timeframe',
  'paymentsOnly',
  'trackingOptionID',
  'trackingOptionID2',
  'References',
  'includeArchived',
  'createdByMyApp',
  'summaryOnly',
  'searchTerm',
  'unitdp',
  'summarizeErrors',
  'allowBackorders',
  'IncludeOnline',
];

const BY_LOWER_CASE = new Map(NAMES.map((name) => [name.toLowerCase(), name]));

/** A query with each parameter under its proper name: at Xero `SearchTerm` is as good as `searchTerm`. */
export function properlyNamed(query: URLSearchParams): URLSearchParams {
  const named = new URLSearchParams();
  for (const [name, value] of query) named.append(BY_LOWER_CASE.get(name.toLowerCase()) ?? name, value);
  return named;
}
