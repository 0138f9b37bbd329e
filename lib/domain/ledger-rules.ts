import type { Amount } from './amount.ts';
import type { PublishAs } from './coding/coding.ts';
import type { PublicationKind } from './publication/publication.ts';

/** What an accounting software takes of a document, and what it refuses. Its adapter tells; readiness holds codings to it. */
export type LedgerRules = {
  /** The statuses that a document may be given, each with what the ledger asks of it. */
  statuses: Partial<Record<PublishAs, { needsDueDate: boolean; mayLieInLockedPeriod: boolean }>>;
  /** What the ledger's own pages call a document's statuses, those too that it gives to no new one. */
  statusNames: Record<PublishAs, string>;
  /** Digits after the point that the books keep of a document's amounts, in every currency. */
  amountDigits: number;
  /** The same of a unit price and of a quantity. */
  unitDigits: number;
  /** The largest amount of a document, a line or one unit. */
  largestAmount: Amount;
  largestQuantity: Amount;
  /** Characters of a document's number, and of a description. */
  longestReference: number;
  longestDescription: number;
  longestContactName: number;
  /** How many of the organisation's tracking categories a line can carry, in the ledger's order. */
  trackingCategories: number;
  /**
   * Codes of the tax rates by which the buyer of a service in the same country accounts for the VAT: of the box of the tax
   * return, and what a rate's own code begins with.
   */
  domesticReverseCharge: readonly string[];
  /** The code of the tax rate of what has no tax at all. */
  noTaxType: string;
  /** What has no field for a link back: a note in its history has it instead. */
  kindsWithoutLink: readonly PublicationKind[];
  /** Whose number stays taken when the document has ended, so that another of the same can't take its place. */
  kindsKeepingNumbers: readonly PublicationKind[];
  /** How many documents of a kind small plans approve in a month, by the ledger's word for the plan; others, any number. */
  approvalsPerMonth?: Readonly<Record<string, Partial<Record<PublicationKind, number>>>>;
  /** A word that a link on a document may not hold, in lower case; null when any link will do. */
  wordBarredFromLinks: string | null;
};
