import type { EvidenceExample, RateExample, RegistrationExample } from '#lib/coding/tax-section-examples.ts';
import type { TaxExample } from '#lib/coding/tax-settings-view.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { writeMoney } from '#lib/domain/currency-units.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { decimal, toAmount } from '#lib/domain/money.ts';
import { type NumberForm, writeCount, writeNumber } from '#lib/domain/number-form.ts';
import type { RateSource, TaxPolicy } from '#lib/domain/tax-settings.ts';
import { capitalised } from '#lib/domain/words.ts';

/** What each policy does, in general and to the item that it is told by. `books` is what the accounting software is called. */
export function policyText(policy: TaxPolicy, example: TaxExample | null, books: string, numbers: NumberForm): string {
  const general: Record<TaxPolicy, string> = {
    OURS: `Recommended. ${capitalised(books)} gets the tax of each item as it stands here, which is that of its document.`,
    LEDGER: `${capitalised(books)} ignores the tax of the document and calculates it from the tax rate. The total stays.`,
    OURS_WITH_EXCEPTIONS: `As the first, but where an item has no tax ${books} calculates it by the category’s own rate, and where that rate is 0% there is none. Not recommended: tax that could be taken back may be lost.`,
  };
  return [general[policy], ...(example && !example.isAlike ? [sentText(policy, example, numbers)] : [])].join(' ');
}

function sentText(policy: TaxPolicy, example: TaxExample, numbers: NumberForm): string {
  const { total, taxAmount } = example;
  const sent = example.sent[policy];
  const amount = (value: string) => `${example.currency} ${writeMoney(value, example.currency, numbers)}`;
  const rates = sent.rates.map((rate) => isolated(rate)).join(', ');
  return `${itemName(example)}, ${amount(total)} with ${amount(taxAmount)} of tax, gets there with ${amount(sent.taxAmount)}${rates && ` as ${rates}`}.`;
}

/** In place of an example where the policies do the same to every open item; null where they do not. */
export function alikeText(example: TaxExample | null, books: string, numbers: NumberForm): string | null {
  if (!example) return 'No open item has a tax rate yet by which this could be told.';
  if (!example.isAlike) return null;
  const amount = (value: string) => `${example.currency} ${writeMoney(value, example.currency, numbers)}`;
  return `No open item would reach ${books} otherwise by another of these: ${itemName(example, false)}, ${amount(example.total)}, gets there with its tax of ${amount(example.taxAmount)} by each.`;
}

/** What being registered, or not, makes of an item of the business. */
export function registrationText(
  isRegistered: boolean,
  example: RegistrationExample | null,
  numbers: NumberForm,
): string {
  const general = isRegistered
    ? 'Items hold tax, which is charged and taken back.'
    : 'Items are without tax: what is paid is the cost. Whoever enters tax all the same is asked.';
  if (!example) return general;
  const { currency, total, tax, workspace } = example;
  const amount = (value: string) => `${currency} ${writeMoney(value, currency, numbers)}`;
  const net = amount(toAmount(decimal(total).minus(tax), decimals(total)));
  const item = `${itemName(example)}, ${amount(total)}`;
  const isSale = workspace === 'SALES';
  if (!isRegistered) return `${general} ${item}: all of it is ${isSale ? 'earned' : 'its cost'}.`;
  return isSale
    ? `${general} ${item}: ${net} is earned, and ${amount(tax)} is owed as tax.`
    : `${general} ${item}: ${net} is its cost, and ${amount(tax)} is taken back.`;
}

const decimals = (amount: string) => amount.split('.')[1]?.length ?? 0;

/** Which rate the item gets by each source. */
export function sourceText(source: RateSource, example: RateExample | null): string | undefined {
  if (!example || example.isAlike) return undefined;
  const suggested = example.suggested[source];
  return suggested
    ? `${itemIn(example)}: ${isolated(suggested.rate)}. ${suggested.because}.`
    : `${itemIn(example)}: no rate of its own, so somebody chooses one.`;
}

/** In place of an example where every open item gets one rate by each source; null where one does not. */
export function alikeRateText(example: RateExample | null): string | null {
  if (!example) return 'No open item has a category yet by which this could be told.';
  if (!example.isAlike) return null;
  const rate = example.suggested.CATEGORY?.rate;
  const gets = rate ? `gets ${isolated(rate)} by each` : 'has no rate by any, so somebody chooses one';
  return `No open item would be coded otherwise by another of these: ${itemIn(example, false)} ${gets}.`;
}

const itemIn = (example: RateExample, isFirst = true) =>
  `${itemName(example, isFirst)}${example.account ? ` in ${isolated(example.account)}` : ''}`;

/** What is taken off a subcontractor's labour, told by the item as if it were all labour. */
export function cisText(example: TaxExample | null, numbers: NumberForm): string {
  const net = toAmount(example ? decimal(example.total).minus(example.taxAmount) : '1000', 2);
  const written = (value: Amount) => writeMoney(value, example?.currency ?? '', numbers);
  const labour = example
    ? `${itemName(example, false)}, ${example.currency} ${written(net)} before tax,`
    : written(net);
  return `Of ${labour} 20% are ${written(toAmount(decimal(net).times('0.2'), 2))}, if all of it is labour.`;
}

/** What the tax office of Canada wants to see, and which open items would be asked about. */
export function evidenceText({ asked, item }: EvidenceExample, numbers: NumberForm): string {
  const general = `From a total of ${writeNumber('100.00', numbers)} a document has to show the supplier’s GST/HST number, and from ${writeNumber('500.00', numbers)} the name of the business and what was supplied. Items of which that is not known wait until somebody says that it is there.`;
  if (!item) return `${general} Of the open items none is such.`;
  const wanted = item.wants.map((want) => wantedWords[want]).join(' and for ');
  const others = asked === 1 ? '' : ` It is one of ${writeCount(asked, numbers)} open items that are such.`;
  return `${general} ${itemName(item)}, ${item.currency} ${writeMoney(item.total, item.currency, numbers)}, is looked at for ${wanted}.${others}`;
}

const wantedWords = {
  supplierNumber: 'the supplier’s number',
  buyerName: 'the name of the business and what was supplied',
};

const itemName = ({ number, contact }: Pick<TaxExample, 'number' | 'contact'>, isFirst = true) =>
  `${isFirst ? 'Item' : 'item'} ${number}${contact ? ` of ${isolated(contact)}` : ''}`;
