import { type BulkField, type BulkValues, bulkFields, isCarriedByLines } from '../coding/bulk-edit.ts';
import type { ListName } from '../sync-summary.ts';
import type { FailureCause } from './failure-cause.ts';
import { listToReload, remediesOf } from './remedies.ts';

/** What is done at once to all items that failed for one cause. */
export type GroupRemedy =
  /** Another value in a field, only where the items have what failed. */
  | { kind: 'change'; field: BulkField; only: BulkValues }
  | { kind: 'draft' }
  | { kind: 'reload'; list: ListName }
  | { kind: 'publishAgain' }
  | { kind: 'reconnect' }
  | { kind: 'link' };

/** By what a cause is put right in all of its items, the most usual way first. */
export function groupRemedies(cause: FailureCause): GroupRemedy[] {
  return remediesOf[cause.code].flatMap((remedy): GroupRemedy[] => {
    switch (remedy) {
      case 'choose':
      case 'correct': {
        const field = bulkFields.find((each) => each === cause.field);
        return field && isForAll(field, cause) ? [{ kind: 'change', field, only: onlyOf(field, cause) }] : [];
      }
      case 'reload':
        return [{ kind: 'reload', list: listToReload(cause.code) }];
      default:
        return [{ kind: remedy }];
    }
  });
}

/** Of each item its own: there is no number, amount or text that is right for all. */
const ofEach: readonly BulkField[] = [
  'reference',
  'total',
  'taxAmount',
  'secondTaxAmount',
  'description',
  'exchangeRate',
];

/** What has different values that failed is put right one by one. */
function isForAll(field: BulkField, { about }: FailureCause): boolean {
  if (ofEach.includes(field)) return false;
  return !isCarriedByLines(field) || about[field] !== undefined;
}

function onlyOf(field: BulkField, { about }: FailureCause): BulkValues {
  const { accountId, taxRateId, contactId, tracking1OptionId, tracking2OptionId, currency } = about;
  const known = { accountId, taxRateId, contactId, tracking1OptionId, tracking2OptionId, currency };
  const told = Object.entries(known).filter(
    ([name, value]) => value !== undefined && (name === field || name === 'accountId'),
  );
  return Object.fromEntries(told);
}
