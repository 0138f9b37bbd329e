import { type Account, classOf } from '../accounts/record.ts';
import type { ApiCall } from '../api/context.ts';
import { unitPlaces } from '../api/listing.ts';
import type { Fields } from '../api/reading.ts';
import { beforeDiscount, type Discount, lineAmountOf, NO_DISCOUNT, round, taxOn } from './amounts.ts';
import type { DocumentLine, LineAmountTypes } from './record.ts';
import { readTracking } from './tracking.ts';

/** What a document's kind and status ask of its lines. */
export interface LineRules {
  lineAmountTypes: LineAmountTypes;
  /** Amounts mean what they meant before, with or without tax: the tax that a line has still holds. */
  keepsTaxBasis: boolean;
  /** Approved or awaiting approval: nothing may be missing. */
  isComplete: boolean;
  /** Sales and purchase orders only. */
  allowsDiscount: boolean;
  /** An amount of tax may be sent, and is refused where the rate gives another. */
  isBankTransaction?: boolean;
  /** Money in: sale prices of an item apply. */
  isSale: boolean;
  /** Where it is set, the one account that lines may be on; it need not be named. */
  onlyAccount?: Account | undefined;
}

/** A line read, with everything that is wrong with it. */
export interface ReadLine {
  line: DocumentLine;
  problems: string[];
}

const LONGEST_DESCRIPTION = 4000;

/** Reads one line of a request. `existing` is the line of the same LineItemID, whose unsent fields stay. */
export function readLine(
  call: ApiCall,
  fields: Fields,
  existing: DocumentLine | undefined,
  rules: LineRules,
): ReadLine {
  const problems: string[] = [];
  const item = call.books.items.find('code', (fields.text('ItemCode') ?? existing?.itemCode ?? '').toUpperCase())[0];
  const price = rules.isSale ? item?.sale : item?.purchase;
  if (fields.text('ItemCode') && !item) problems.push(`Item code '${fields.text('ItemCode')}' is not valid`);

  const description =
    fields.text('Description') ??
    existing?.description ??
    (rules.isSale ? item?.description : item?.purchaseDescription);
  if ((description?.length ?? 0) > LONGEST_DESCRIPTION) {
    problems.push(`Description cannot be more than ${LONGEST_DESCRIPTION} characters`);
  }
  const amounts = readAmounts(call, fields, existing, price?.unitPrice, rules, problems);
  const base: DocumentLine = {
    id: existing?.id ?? crypto.randomUUID(),
    description,
    itemCode: item?.code,
    accountId: undefined,
    taxType: undefined,
    taxAmount: undefined,
    tracking: readTracking(call.books, fields) ?? existing?.tracking ?? [],
    ...amounts,
  };
  const isDescriptionOnly = amounts.lineAmount === undefined && !fields.text('AccountCode') && !existing?.accountId;
  if (rules.isComplete && !description) problems.push('Description is required');
  if (isDescriptionOnly) return { line: base, problems };
  // What is bought of a stock goes onto the account of the stock.
  const itemAccount = (rules.isSale ? undefined : item?.inventoryAssetAccountCode) ?? price?.accountCode;
  const account = readAccount(call, fields, existing, itemAccount, rules, problems);
  const taxType = readTaxType(call, fields, existing, price?.taxType, account, rules, problems);
  const lineAmount = amounts.lineAmount ?? 0;
  const line = { ...base, lineAmount, accountId: account?.id, taxType };
  return { line: { ...line, taxAmount: readTaxAmount(call, fields, existing, line, rules, problems) }, problems };
}

type Amounts = Pick<DocumentLine, 'quantity' | 'unitAmount' | 'lineAmount' | 'discountRate' | 'discountAmount'>;

const MOST_QUANTITY = 9_999_999_999_999;
const MOST_AMOUNT = 9_999_999_999.99;

/** Any two of quantity, unit amount and line amount give the third; all three must agree. */
function readAmounts(
  call: ApiCall,
  fields: Fields,
  existing: DocumentLine | undefined,
  itemPrice: number | undefined,
  rules: LineRules,
  problems: string[],
): Amounts {
  const sentUnit = fields.decimal('UnitAmount');
  const sentQuantity = fields.decimal('Quantity');
  const sentAmount = fields.decimal('LineAmount');
  const isPriced = sentUnit !== undefined || sentQuantity !== undefined;
  const isDiscounted = fields.has('DiscountRate') || fields.has('DiscountAmount');
  if (
    existing &&
    !isPriced &&
    !isDiscounted &&
    (sentAmount === undefined || round(sentAmount) === existing.lineAmount)
  ) {
    const { quantity, unitAmount, lineAmount, discountRate, discountAmount } = existing;
    return { quantity, unitAmount, lineAmount, discountRate, discountAmount };
  }
  const discount = readDiscount(fields, existing, rules, problems);
  const places = unitPlaces(call);
  const quantity = sentQuantity === undefined ? existing?.quantity : round(sentQuantity, 4);
  const unitAmount = sentUnit === undefined ? (existing?.unitAmount ?? itemPrice) : round(sentUnit, places);
  if (quantity === undefined && unitAmount === undefined && sentAmount === undefined) {
    return { quantity, unitAmount, lineAmount: undefined, ...discount };
  }
  const amounts = completed(quantity, unitAmount, sentAmount, discount);
  const { lineAmount } = amounts;
  if (amounts.quantity < 0) {
    problems.push(
      `The quantity value '${amounts.quantity.toFixed(4)}' is invalid. Quantity must not be less than zero.`,
    );
  }
  if (sentAmount !== undefined && round(sentAmount) !== lineAmount) {
    const [sent, expected] = [sentAmount.toFixed(2), lineAmount.toFixed(2)];
    problems.push(`The line total ${sent} does not match the expected line total ${expected}`);
  }
  if (amounts.quantity > MOST_QUANTITY) problems.push('Quantity cannot have more than 13 digits.');
  if (Math.abs(lineAmount) > MOST_AMOUNT || Math.abs(amounts.unitAmount) > MOST_AMOUNT) {
    problems.push(`An amount cannot be more than ${MOST_AMOUNT}.`);
  }
  const gross = lineAmountOf(amounts.quantity, amounts.unitAmount, NO_DISCOUNT);
  const { discountAmount = 0 } = discount;
  if (discountAmount * gross < 0 || Math.abs(discountAmount) > Math.abs(gross)) {
    problems.push(
      `The discount amount '${discountAmount}' is invalid. Discount must not be greater than the line total.`,
    );
  }
  return { ...amounts, ...discount };
}

/** Fills in what was not sent. A line amount without a price makes the price, the discount taken out again. */
function completed(
  quantity: number | undefined,
  unitAmount: number | undefined,
  sentAmount: number | undefined,
  discount: Discount,
): { quantity: number; unitAmount: number; lineAmount: number } {
  // What is left of a line says nothing of its price where all of it is discounted.
  const tellsPrice = sentAmount !== undefined && discount.discountRate !== 100;
  if (unitAmount === undefined && tellsPrice && quantity !== 0) {
    const count = quantity ?? 1;
    const price = round(beforeDiscount(sentAmount, discount).dividedBy(count), 4);
    return { quantity: count, unitAmount: price, lineAmount: round(sentAmount) };
  }
  if (quantity === undefined && tellsPrice && unitAmount) {
    const count = round(beforeDiscount(sentAmount, discount).dividedBy(unitAmount), 4);
    return { quantity: count, unitAmount, lineAmount: round(sentAmount) };
  }
  const [count, price] = [quantity ?? 1, unitAmount ?? 0];
  return { quantity: count, unitAmount: price, lineAmount: lineAmountOf(count, price, discount) };
}

/** The discount of a line: a percentage or an amount; the kind that is sent takes the other's place. What is bought has none, save on a purchase order. */
function readDiscount(
  fields: Fields,
  existing: DocumentLine | undefined,
  rules: LineRules,
  problems: string[],
): Discount {
  if (!rules.allowsDiscount) return NO_DISCOUNT;
  const sent = { discountRate: fields.decimal('DiscountRate'), discountAmount: fields.decimal('DiscountAmount') };
  const isSent = sent.discountRate !== undefined || sent.discountAmount !== undefined;
  const { discountRate, discountAmount } = isSent ? sent : (existing ?? NO_DISCOUNT);
  if (discountRate !== undefined && (discountRate > 100 || discountRate < 0)) {
    problems.push(`The discount rate '${discountRate}' is invalid. Discount must not be greater than the line total.`);
  }
  return { discountRate, discountAmount };
}

function readAccount(
  call: ApiCall,
  fields: Fields,
  existing: DocumentLine | undefined,
  itemAccount: string | undefined,
  rules: LineRules,
  problems: string[],
): Account | undefined {
  const { accounts } = call.books;
  const { onlyAccount } = rules;
  const sentCode = fields.text('AccountCode') || undefined;
  const id = fields.guid('AccountID') ?? (sentCode ? undefined : existing?.accountId);
  const code = sentCode ?? (id ? undefined : itemAccount);
  if (!id && !code) {
    if (onlyAccount) return onlyAccount;
    if (rules.isComplete) problems.push('Account code or ID must be specified');
    return undefined;
  }
  const account = id ? accounts.get(id) : accounts.find('code', code?.toUpperCase())[0];
  const shown = code ?? account?.code ?? id;
  if (account && account.id === onlyAccount?.id) return account;
  if (!account || onlyAccount || isClosedToDocuments(account)) {
    problems.push(`Account code '${shown}' is not a valid code for this document.`);
    return undefined;
  }
  if (account.status !== 'ACTIVE') {
    problems.push(
      `Account code '${shown}' has been archived, or has been deleted. Each line item must reference a valid account.`,
    );
    return undefined;
  }
  return account;
}

const CLOSED_SYSTEM_ACCOUNTS = new Set([
  'DEBTORS',
  'CREDITORS',
  'BANKCURRENCYGAIN',
  'REALISEDCURRENCYGAIN',
  'UNREALISEDCURRENCYGAIN',
  'RETAINEDEARNINGS',
  'TRACKINGTRANSFERS',
  'UNPAIDEXPCLM',
]);

/** Bank accounts and those that Xero posts to by itself. */
export function isClosedToDocuments(account: Account): boolean {
  return account.type === 'BANK' || CLOSED_SYSTEM_ACCOUNTS.has(account.systemAccount);
}

function readTaxType(
  call: ApiCall,
  fields: Fields,
  existing: DocumentLine | undefined,
  itemTaxType: string | undefined,
  account: Account | undefined,
  rules: LineRules,
  problems: string[],
): string | undefined {
  const sent = fields.text('TaxType');
  if (rules.lineAmountTypes === 'NoTax') return 'NONE';
  const taxType = sent || existing?.taxType || itemTaxType;
  if (!taxType) {
    if (rules.isComplete) problems.push('The TaxType field is mandatory');
    return account?.taxType;
  }
  const rate = call.books.taxRates.get(taxType);
  if (rate?.status !== 'ACTIVE') {
    problems.push(`The TaxType code ${taxType} does not exist or cannot be used for this type of transaction.`);
  } else if (account && !rate.canApplyTo[classOf(account)]) {
    problems.push(`The TaxType code '${taxType}' cannot be used with account code '${account.code}'.`);
  }
  return taxType;
}

/** As sent, when it is sent; else computed anew. An amount of tax never exceeds the line's. */
function readTaxAmount(
  call: ApiCall,
  fields: Fields,
  existing: DocumentLine | undefined,
  line: DocumentLine,
  rules: LineRules,
  problems: string[],
): number {
  const sent = fields.decimal('TaxAmount');
  if (rules.lineAmountTypes === 'NoTax') return 0;
  const lineAmount = line.lineAmount ?? 0;
  const rate = line.taxType ? call.books.taxRates.get(line.taxType) : undefined;
  const computed = taxOn(lineAmount, rate?.effectiveRate ?? 0, rules.lineAmountTypes);
  if (sent !== undefined) {
    if (Math.abs(sent) > Math.abs(lineAmount)) problems.push('The tax amount cannot be greater than the line amount!');
    else if (rules.isBankTransaction && rate && round(sent) !== computed) {
      const [wrong, right] = [round(sent).toFixed(2), computed.toFixed(2)];
      problems.push(`Tax amount ${wrong} is incorrect for ${line.taxType} tax type, should be ${right}`);
    }
    return round(sent);
  }
  const isUnchanged =
    rules.keepsTaxBasis && existing?.taxType === line.taxType && existing?.lineAmount === line.lineAmount;
  if (isUnchanged && existing?.taxAmount !== undefined) return existing.taxAmount;
  return computed;
}
