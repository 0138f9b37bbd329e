import type { Account } from '../accounts/record.ts';
import type { ApiCall } from '../api/context.ts';
import type { Fields } from '../api/reading.ts';
import { round, totalsOf } from './amounts.ts';
import { readCurrency } from './currency.ts';
import { readLine } from './lines.ts';
import {
  type AccountingDocument,
  type DocumentLine,
  LINE_AMOUNT_TYPES,
  type LineAmountTypes,
  type Totals,
} from './record.ts';
import { urlProblem } from './url.ts';

/** What a kind of document asks of its content. */
export interface ContentRules {
  /** Approved or awaiting approval: nothing may be missing. */
  isComplete: boolean;
  isSale: boolean;
  allowsDiscount: boolean;
  /** A document that did not exist before this call. */
  isNew: boolean;
  /** Whether lines that are not sent stay as they are: the document keeps its status. */
  keepsLines: boolean;
  /** Money spent or received: its tax is what the rate gives, and a wrong total is told in words of its own. */
  isBankTransaction?: boolean;
  /** Where it is set, the one account that lines may be on, without tax; it need not be named. */
  onlyAccount?: Account | undefined;
}

type Content = Pick<
  AccountingDocument,
  | 'lineAmountTypes'
  | 'lines'
  | 'subTotal'
  | 'totalTax'
  | 'total'
  | 'currencyCode'
  | 'currencyRate'
  | 'date'
  | 'reference'
  | 'url'
>;

/** Reads what all documents have: lines, totals, currency, date. What is not sent stays; what is wrong is added to `problems`. */
export function readContent(
  call: ApiCall,
  fields: Fields,
  base: AccountingDocument,
  rules: ContentRules,
  problems: string[],
): Content {
  const sentTypes = fields.oneOf('LineAmountTypes', 'LineAmountType', LINE_AMOUNT_TYPES);
  const lineAmountTypes = rules.onlyAccount ? 'NoTax' : (sentTypes ?? base.lineAmountTypes);
  const lines = readLines(call, fields, base, lineAmountTypes, rules, problems);
  const totals = totalsOf(lines, lineAmountTypes);
  const content = {
    ...readCurrency(call, fields, rules.isNew ? undefined : base, problems),
    ...totals,
    lineAmountTypes,
    lines,
    date: fields.date('Date') ?? base.date,
    reference: fields.text('Reference') ?? base.reference,
    url: fields.text('Url') ?? base.url,
  };
  if (rules.isComplete && lines.length === 0) problems.push('One or more line items must be specified');
  if (totals.total < 0) problems.push('The Total for this document must be greater than zero');
  problems.push(...totalProblems(fields, totals, rules));
  const url = urlProblem(content.url);
  if (url) problems.push(url);
  return content;
}

/**
 * Lines that are sent replace all lines; a line with the id of an existing one keeps what it does not send. Lines that
 * are not sent are looked at anew only when the document moves on or its amounts change their meaning.
 */
function readLines(
  call: ApiCall,
  fields: Fields,
  base: AccountingDocument,
  lineAmountTypes: LineAmountTypes,
  rules: ContentRules,
  problems: string[],
): DocumentLine[] {
  const sent = fields.list('LineItems');
  if (!sent && rules.keepsLines && lineAmountTypes === base.lineAmountTypes) return base.lines;
  const left = new Map(base.lines.map((line) => [line.id, line]));
  const pairs = sent
    ? sent.map((one) => {
        const existing = left.get(one.guid('LineItemID') ?? '');
        // An id stands for one line only: a second one with it is new.
        if (existing) left.delete(existing.id);
        return { fields: one, existing };
      })
    : base.lines.map((line) => ({ fields: fields.none(), existing: line }));
  const keepsTaxBasis = lineAmountTypes === base.lineAmountTypes;
  return pairs.map((pair) => {
    const read = readLine(call, pair.fields, pair.existing, { ...rules, lineAmountTypes, keepsTaxBasis });
    problems.push(...read.problems);
    return read.line;
  });
}

/** Totals that were sent must be those of the lines. */
function totalProblems(fields: Fields, totals: Totals, { isBankTransaction }: ContentRules): string[] {
  const expected = { SubTotal: totals.subTotal, TotalTax: totals.totalTax, Total: totals.total };
  const isWrong = Object.entries(expected).some(([name, amount]) => {
    const sent = fields.decimal(name);
    return sent !== undefined && round(sent) !== amount;
  });
  if (!isWrong) return [];
  return isBankTransaction
    ? ['The document sub total does not equal the sub total of the lines']
    : ['The document total does not equal the sum of the lines.'];
}
