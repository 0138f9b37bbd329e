import type { LineItem } from 'xero-node';
import { decimal } from '#lib/domain/money.ts';
import type { EchoDifference, LedgerDocument, LedgerDocumentLine } from '../ledger.ts';
import type { StoredDocument } from './document-endpoints.ts';

/**
 * What Xero stored otherwise than sent. It takes some things silently: an unknown tracking option is dropped, a tax
 * amount is computed anew, a status is lowered for a user who may not approve. An account that it does not know it may
 * leave out, with a warning.
 */
export function differencesOf(document: LedgerDocument, stored: StoredDocument): EchoDifference[] {
  return [
    ...differentStatus(document.publishAs, stored.status),
    ...differentText('currency', document.currency, stored.currency),
    ...differentAmount('total', null, document.total, stored.total),
    ...document.lines.flatMap((line, index) => lineDifferences(line, stored.lineItems[index], index)),
    ...warnedOf(stored),
  ];
}

/** What Xero says of a document that it has taken. */
export function warnedOf({ warnings }: StoredDocument): EchoDifference[] {
  return warnings.map((text) => ({ field: 'warning', line: null, sent: '', stored: text }));
}

const STATUSES = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID'];

/** One found after its answer got lost may have gone on since: approved, or paid. That is nothing stored otherwise. */
function differentStatus(sent: string, stored: string | undefined): EchoDifference[] {
  const wentOn = stored !== undefined && STATUSES.indexOf(stored) > STATUSES.indexOf(sent);
  return wentOn ? [] : differentText('status', sent, stored);
}

function lineDifferences(line: LedgerDocumentLine, stored: LineItem | undefined, index: number): EchoDifference[] {
  if (!stored) return [];
  return [
    ...differentAccount(line, stored, index),
    ...differentAmount('taxAmount', index, line.taxAmount, stored.taxAmount),
    ...trackingDifferences(line, stored, index),
  ];
}

/** An account is sent by its code where it has one, and so compared. */
function differentAccount(line: LedgerDocumentLine, stored: LineItem, index: number): EchoDifference[] {
  const isKept =
    line.accountCode !== null && stored.accountCode
      ? stored.accountCode === line.accountCode
      : stored.accountID === line.accountLedgerId;
  if (isKept) return [];
  const sent = line.accountCode ?? line.accountLedgerId;
  return [{ field: 'account', line: index, sent, stored: stored.accountCode ?? stored.accountID ?? '' }];
}

function trackingDifferences(line: LedgerDocumentLine, stored: LineItem, index: number): EchoDifference[] {
  return line.tracking.flatMap((sent) => {
    const category = (stored.tracking ?? []).find(
      ({ trackingCategoryID, name }) => trackingCategoryID === sent.categoryLedgerId || name === sent.categoryName,
    );
    // The option's id is not always echoed.
    const isKept = category?.trackingOptionID
      ? category.trackingOptionID === sent.optionLedgerId
      : category?.option === sent.optionName;
    if (isKept) return [];
    return [
      {
        field: 'tracking',
        line: index,
        sent: `${sent.categoryName}: ${sent.optionName}`,
        stored: category?.option ? `${sent.categoryName}: ${category.option}` : '',
      },
    ];
  });
}

function differentText(field: 'status' | 'currency', sent: string, stored: string | undefined): EchoDifference[] {
  return stored === undefined || stored === sent ? [] : [{ field, line: null, sent, stored }];
}

function differentAmount(
  field: 'total' | 'taxAmount',
  line: number | null,
  sent: string,
  stored: number | undefined,
): EchoDifference[] {
  if (stored === undefined || decimal(String(stored)).equals(sent)) return [];
  return [{ field, line, sent, stored: decimal(String(stored)).toFixed() }];
}
