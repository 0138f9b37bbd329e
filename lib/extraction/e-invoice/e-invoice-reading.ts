import type { EInvoice } from '#lib/documents/e-invoice/e-invoice.ts';
import type { Place, Reading } from '#lib/domain/extraction/reading.ts';
import { ibanOf } from '#lib/domain/iban.ts';
import { decimal, sum } from '#lib/domain/money.ts';

/** Of a value of an e-invoice that agrees with the others, and of an amount that does not. */
const [SURE, DOUBTFUL] = [1, 0.5];

/** What an e-invoice says, as any other document's reading: nothing is guessed, and its arithmetic is looked at. */
export function eInvoiceReading(invoice: EInvoice): Reading {
  const { seller, buyer, payment, totals } = invoice;
  const lines = linesOf(invoice);
  const { linesWithTax, linesOff } = reconciled(lines, totals);
  const isTaxRight = taxAddsUp(invoice);
  const paid = totals.paid !== null && !decimal(totals.paid).isZero() ? totals.paid : null;
  const rounding = totals.rounding !== null && !decimal(totals.rounding).isZero() ? totals.rounding : null;
  const amountIs = isTaxRight ? SURE : DOUBTFUL;
  const ibans = payment.accounts.flatMap((account) => ibanOf(account) ?? []);
  const others = payment.accounts.filter((account) => ibanOf(account) === null);
  const warnings: Reading['warnings'] = [];
  if (!isTaxRight) {
    warnings.push({
      code: 'taxDoesNotAddUp',
      field: 'tax',
      detail: `net ${totals.net ?? 'missing'}, tax ${totals.tax ?? 'missing'}, total ${totals.total ?? 'missing'}`,
    });
  }
  if (linesOff !== null && !decimal(linesOff).isZero()) {
    warnings.push({ code: 'linesDoNotAddUp', field: 'lines', detail: linesOff });
  }
  const total = totals.total ?? totals.due;
  if (total === null) warnings.push({ code: 'unclearTotal', field: 'total', detail: 'no total' });
  return {
    version: 1,
    fields: {
      kind: { ...said(invoice.kind), value: invoice.kind },
      ...field('supplierName', seller.name),
      ...field('supplierTaxNumber', seller.taxNumbers[0] ?? null),
      ...field('supplierCountry', countryOf(seller.country)),
      ...field('supplierPhone', seller.phone),
      ...field('supplierDomain', domainOf(seller.email)),
      ...field('supplierIban', ibans[0] ?? null, SURE, ibans.slice(1)),
      ...field('supplierAccount', others[0] ?? null),
      ...field('buyerName', buyer.name),
      ...field('buyerTaxNumber', buyer.taxNumbers[0] ?? null),
      ...field('number', invoice.number),
      ...field('purchaseOrder', invoice.purchaseOrder),
      ...field('date', invoice.issuedOn),
      ...field('dueDate', invoice.dueOn),
      ...field('terms', invoice.terms),
      ...field('currency', invoice.currency !== null && /^[A-Z]{3}$/.test(invoice.currency) ? invoice.currency : null),
      ...field('net', totals.net, amountIs),
      ...field('tax', totals.tax, amountIs),
      ...field('total', total, totals.total === null ? DOUBTFUL : amountIs),
      ...field('rounding', rounding),
      ...field('paid', paid),
      ...field('due', totals.due),
      ...(payment.method && { paymentMethod: { ...said(payment.method), value: payment.method } }),
      ...field('cardDigits', payment.cardDigits),
    },
    taxes: invoice.taxes.slice(0, 20).map((tax) => ({ ...tax, place: null })),
    lines,
    linesWithTax,
    linesOff,
    warnings,
  };
}

type TextField = Exclude<keyof Reading['fields'], 'kind' | 'paymentMethod'>;

const said = <V extends string>(value: V, confidence = SURE) => ({
  value,
  confidence,
  source: 'eInvoice' as const,
  place: null as Place | null,
  alternatives: [] as { value: V; confidence: number; source: 'eInvoice'; place: null }[],
});

/** The value under its name, unless there is none. */
function field(
  name: TextField,
  value: string | null,
  confidence = SURE,
  others: readonly string[] = [],
): Reading['fields'] {
  if (value === null || value === '') return {};
  const alternatives = others.slice(0, 3).map((other) => ({ ...said(other.slice(0, 500)), confidence: 0 }));
  return { [name]: { ...said(value.slice(0, 500), confidence), alternatives } };
}

/** The lines, with what is taken off the whole or added to it as lines of their own: together they are the net total. */
function linesOf({ lines, adjustments }: EInvoice): Reading['lines'] {
  const nothing = { tax: null, place: null };
  return [
    ...lines.map(({ unit: _, ...line }) => ({ ...line, description: line.description.slice(0, 500), ...nothing })),
    ...adjustments.map(({ reason, amount, taxRate }) => ({
      description: reason.slice(0, 500),
      ...{ code: null, quantity: null, unitPrice: null, discount: null },
      ...{ taxRate, total: amount },
      ...nothing,
    })),
  ].slice(0, 1_000);
}

/** What the lines add up to: the net total as all formats want it or, as some senders send it, the total with tax. */
function reconciled(
  lines: Reading['lines'],
  { net, total }: EInvoice['totals'],
): Pick<Reading, 'linesWithTax' | 'linesOff'> {
  const totals = lines.flatMap((line) => line.total ?? []);
  if (totals.length === 0) return { linesWithTax: null, linesOff: null };
  const added = sum(totals);
  if (total !== null && added.equals(total) && (net === null || !added.equals(net)))
    return { linesWithTax: true, linesOff: '0' };
  return { linesWithTax: false, linesOff: net === null ? null : added.minus(net).toFixed() };
}

/** Net and tax are the total, and the taxes by rate the tax. Nothing to compare is nothing wrong. */
function taxAddsUp({ totals: { net, tax, total, rounding }, taxes }: EInvoice): boolean {
  if (net !== null && tax !== null && total !== null) {
    const off = decimal(net).plus(tax).minus(total);
    // Some put the rounding into the total already.
    if (!off.isZero() && !off.plus(rounding ?? '0').isZero()) return false;
  }
  if (tax === null || taxes.length === 0 || taxes.some(({ amount }) => amount === null)) return true;
  return sum(taxes.map(({ amount }) => amount ?? '0')).equals(tax);
}

const countryOf = (country: string | null) => (country !== null && /^[A-Z]{2}$/.test(country) ? country : null);

/** Of the sender's own mail; those that give mailboxes to everybody tell nothing. */
const shared = /^(gmail|googlemail|outlook|hotmail|live|yahoo|icloud|gmx|web|t-online|aol|libero|orange|wanadoo|pec)\./;

function domainOf(email: string | null): string | null {
  const domain = email?.split('@')[1]?.toLowerCase().trim() ?? null;
  return domain !== null && /^[a-z\d.-]+\.[a-z]{2,}$/.test(domain) && !shared.test(domain) ? domain : null;
}
