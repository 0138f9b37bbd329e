import type { Account } from '../accounts/record.ts';
import type { ApiCall } from '../api/context.ts';
import type { Fields } from '../api/reading.ts';
import { add, round, taxOn } from '../documents/amounts.ts';
import { isClosedToDocuments } from '../documents/lines.ts';
import type { LineAmountTypes } from '../documents/record.ts';
import { readTracking } from '../documents/tracking.ts';
import type { JournalLine } from './record.ts';

/** What is found while a journal is read: reasons to refuse it, and what was dropped from it without refusing. */
export interface Findings {
  problems: string[];
  warnings: string[];
}

/** Reads the lines of a journal. A draft loses accounts that do not exist, with a warning; a posted one is refused. */
export function readJournalLines(
  call: ApiCall,
  sent: Fields[],
  types: LineAmountTypes,
  isPosted: boolean,
  findings: Findings,
): JournalLine[] {
  return sent.map((fields) => {
    const account = readAccount(call, fields, isPosted, findings);
    const lineAmount = round(fields.decimal('LineAmount') ?? 0);
    const taxType = readTaxType(call, fields, account, types, findings.problems);
    const sentTax = fields.decimal('TaxAmount');
    const percentage = call.books.taxRates.get(taxType)?.effectiveRate ?? 0;
    return {
      description: fields.text('Description'),
      lineAmount,
      taxAmount: sentTax === undefined || types === 'NoTax' ? taxOn(lineAmount, percentage, types) : round(sentTax),
      taxType,
      accountId: account?.id,
      tracking: readTracking(call.books, fields) ?? [],
    };
  });
}

/** Debits and credits must be equal, with their tax where that comes on top. */
export function balanceProblem(lines: readonly JournalLine[], types: LineAmountTypes): string | undefined {
  const amounts = lines.map((line) => (types === 'Exclusive' ? add(line.lineAmount, line.taxAmount) : line.lineAmount));
  const debits = add(...amounts.filter((amount) => amount > 0));
  const credits = add(...amounts.filter((amount) => amount < 0));
  if (add(debits, credits) === 0) return undefined;
  return `The total debits (${debits.toFixed(2)}) must equal total credits (${credits.toFixed(2)})`;
}

function readAccount(
  call: ApiCall,
  fields: Fields,
  isPosted: boolean,
  { problems, warnings }: Findings,
): Account | undefined {
  const id = fields.guid('AccountID');
  const code = fields.text('AccountCode');
  if (!id && !code) {
    if (isPosted) problems.push('Account code must be specified');
    return undefined;
  }
  const account = id ? call.books.accounts.get(id) : call.books.accounts.find('code', code?.toUpperCase())[0];
  if (!account) {
    if (id) problems.push('Account must be valid.');
    else if (isPosted) problems.push(`Account code '${code}' is not a valid code for this document.`);
    else warnings.push(`Account code '${code}' has been removed as it does not match a recognised account.`);
    return undefined;
  }
  if (account.status !== 'ACTIVE') {
    problems.push(
      `Account code '${account.code}' has been archived, or has been deleted. Each line item must reference a valid account.`,
    );
  } else if (isClosedToDocuments(account)) {
    problems.push(`Account code '${account.code}' is not a valid code for this document.`);
  }
  return account;
}

function readTaxType(
  call: ApiCall,
  fields: Fields,
  account: Account | undefined,
  types: LineAmountTypes,
  problems: string[],
): string | undefined {
  if (types === 'NoTax') return 'NONE';
  const taxType = fields.text('TaxType') || account?.taxType;
  const rate = call.books.taxRates.get(taxType);
  if (taxType && !rate) problems.push('Tax rate must be valid.');
  else if (rate && rate.status !== 'ACTIVE') problems.push('Tax rate must be Active');
  return taxType;
}
