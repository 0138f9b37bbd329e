import type { Entity } from '../../storage/table.ts';
import type { LineAmountTypes, LineTracking } from '../documents/record.ts';

export const JOURNAL_STATUSES = ['DRAFT', 'POSTED', 'DELETED', 'VOIDED', 'ARCHIVED'] as const;
export type JournalStatus = (typeof JOURNAL_STATUSES)[number];

/** One side of a journal: a debit is positive, a credit negative. */
export interface JournalLine {
  description: string | undefined;
  lineAmount: number;
  taxAmount: number;
  taxType: string | undefined;
  accountId: string | undefined;
  tracking: LineTracking[];
}

/** A journal written by hand. Its lines add up to nothing. */
export interface ManualJournal extends Entity {
  narration: string;
  status: JournalStatus;
  date: string;
  lineAmountTypes: LineAmountTypes;
  lines: JournalLine[];
  url: string | undefined;
  showOnCashBasisReports: boolean;
  hasAttachments: boolean;
  updatedAt: number;
}
