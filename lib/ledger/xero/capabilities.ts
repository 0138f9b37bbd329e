import type { LedgerCapabilities, LedgerDocumentKind } from '../ledger.ts';
import { accountTypeNames } from './account-types.ts';
import { attachmentMimeTypes } from './attachment-name.ts';

const documentKinds = [
  'BILL',
  'SALES_INVOICE',
  'BILL_CREDIT_NOTE',
  'SALES_CREDIT_NOTE',
  'SPEND_MONEY',
  'RECEIVE_MONEY',
] as const satisfies readonly LedgerDocumentKind[];
export type PostableKind = (typeof documentKinds)[number];

const DAY_MS = 24 * 60 * 60_000;

/** Xero's limits, from its documentation. Nothing here loads xero-node, since web pages ask too. */
export const xeroCapabilities: LedgerCapabilities = {
  rules: {
    // Drafts and documents that await approval may lie in a locked period; only a draft needs no due date.
    statuses: {
      DRAFT: { needsDueDate: false, mayLieInLockedPeriod: true },
      SUBMITTED: { needsDueDate: true, mayLieInLockedPeriod: true },
      AUTHORISED: { needsDueDate: true, mayLieInLockedPeriod: false },
    },
    statusNames: { DRAFT: 'Draft', SUBMITTED: 'Awaiting approval', AUTHORISED: 'Awaiting payment' },
    // In every currency: an assumption for those whose unit is not a hundredth, which nobody has shown yet (yen, dinars).
    amountDigits: 2,
    // As long as `unitdp=4` is asked for.
    unitDigits: 4,
    largestAmount: '9999999999.99',
    // 13 digits, whatever follows the point.
    largestQuantity: '9999999999999',
    // A bill's reference is its InvoiceNumber.
    longestReference: 255,
    longestDescription: 4000,
    longestContactName: 255,
    // Which of the two is for income and which for expenses has been told both ways round: CanApplyTo says that.
    noTaxType: 'NONE',
    domesticReverseCharge: ['DRCHARGE', 'DRCHARGESUPPLY'],
    trackingCategories: 2,
    kindsWithoutLink: ['BILL_CREDIT_NOTE', 'SALES_CREDIT_NOTE'],
    // A supplier's number need not be unique.
    kindsKeepingNumbers: ['SALES_INVOICE', 'SALES_CREDIT_NOTE'],
    // By the date of the document, over all apps. Countries differ: each has the most that any of them takes.
    approvalsPerMonth: { STARTER: { SALES_INVOICE: 20, BILL: 5 }, IGNITE: { SALES_INVOICE: 20, BILL: 10 } },
    wordBarredFromLinks: 'xero',
  },
  callLimits: { perOrganisation: { minute: 60, day: 5_000, concurrent: 5 }, perApp: { minute: 10_000 } },
  refreshTokenLifeMs: 60 * DAY_MS,
  accountTypeNames,
  documentKinds,
  documentsReadTogether: [
    ['BILL', 'SALES_INVOICE'],
    ['BILL_CREDIT_NOTE', 'SALES_CREDIT_NOTE'],
    ['SPEND_MONEY', 'RECEIVE_MONEY'],
  ],
  // The documentation recommends about this many, and about this much.
  documentsPerCall: 50,
  bytesPerCall: 3_500_000,
  idempotencyKeyLifeMs: 6 * 60_000,
  attachmentMaxBytes: 10_000_000,
  attachmentMimeTypes,
};
