import type { TaxExample } from '#lib/coding/tax-settings-view.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { decimal, toAmount } from '#lib/domain/money.ts';
import { type NumberForm, writeNumber } from '#lib/domain/number-form.ts';
import type { RateSource, TaxPolicy } from '#lib/domain/tax-settings.ts';
import { capitalised } from '#lib/domain/words.ts';

/** What each policy does, in general and to the item that it is told by. `books` is what the accounting software is called. */
export function policyText(policy: TaxPolicy, example: TaxExample | null, books: string, numbers: NumberForm): string {
  const general: Record<TaxPolicy, string> = {
    OURS: `Recommended. ${capitalised(books)} gets the tax of each item as it stands here, which is that of its document.`,
    LEDGER: `${capitalised(books)} ignores the tax of the document and calculates it from the tax rate. The total stays.`,
    OURS_WITH_EXCEPTIONS: `As the first, but where an item has no tax ${books} calculates it by the category’s own rate, and where that rate is 0% there is none. Not recommended: tax that could be taken back may be lost.`,
  };
  return [general[policy], ...(example ? [sentText(policy, example, numbers)] : [])].join(' ');
}

function sentText(policy: TaxPolicy, example: TaxExample, numbers: NumberForm): string {
  const { total, taxAmount } = example;
  const sent = example.sent[policy];
  const amount = (value: string) => `${example.currency} ${writeNumber(value, numbers)}`;
  const rates = sent.rates.map((rate) => isolated(rate)).join(', ');
  return `${itemName(example)}, ${amount(total)} with ${amount(taxAmount)} of tax, gets there with ${amount(sent.taxAmount)}${rates && ` as ${rates}`}.`;
}

/** Which rate the item gets by each source. */
export function sourceText(source: RateSource, example: TaxExample | null): string | undefined {
  if (!example) return undefined;
  const suggested = example.suggested[source];
  const where = example.account ? `${itemName(example)} in ${isolated(example.account)}` : itemName(example);
  return suggested
    ? `${where}: ${isolated(suggested.rate)}. ${suggested.because}.`
    : `${where}: no rate of its own, so somebody chooses one.`;
}

/** What is taken off a subcontractor's labour, told by the item as if it were all labour. */
export function cisText(example: TaxExample | null, numbers: NumberForm): string {
  const net = toAmount(example ? decimal(example.total).minus(example.taxAmount) : '1000', 2);
  const written = (value: string) => writeNumber(value, numbers);
  const labour = example ? `${itemName(example)}, ${example.currency} ${written(net)} before tax,` : written(net);
  return `Of ${labour} 20% are ${written(toAmount(decimal(net).times('0.2'), 2))}, if all of it is labour.`;
}

/** What the tax office of Canada wants to see. */
export function evidenceText(numbers: NumberForm): string {
  return `From a total of ${writeNumber('100.00', numbers)} a document has to show the supplier’s GST/HST number, and from ${writeNumber('500.00', numbers)} the name of the business and what was supplied. Items of which that is not known are held until somebody says that it is there.`;
}

const itemName = ({ number, contact }: TaxExample) => `Item ${number}${contact ? ` of ${isolated(contact)}` : ''}`;
