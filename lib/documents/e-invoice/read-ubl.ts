import { decimal, sum } from '#lib/domain/money.ts';
import {
  type Adjustment,
  dayOf,
  type EInvoice,
  type EInvoiceLine,
  isCredit,
  lastDigits,
  methodOf,
  moneyOf,
  numberOf,
  type Party,
  perUnit,
  present,
} from './e-invoice.ts';
import { all, one, textAt, type XmlNode } from './xml-tree.ts';

/** UBL 2.1, which Peppol BIS and one of the two XRechnungs are: an Invoice or a CreditNote. */
export function readUbl(root: XmlNode): EInvoice {
  const currency = textAt(root, 'DocumentCurrencyCode');
  // A second total is in the currency of the tax office.
  const taxTotals = all(root, 'TaxTotal');
  const taxTotal =
    taxTotals.find((total) => one(total, 'TaxAmount')?.attributes.currencyID === currency) ?? taxTotals[0];
  const sums = one(root, 'LegalMonetaryTotal');
  const means = all(root, 'PaymentMeans');
  return {
    format: 'UBL',
    kind:
      root.name === 'CreditNote' || isCredit(textAt(root, 'InvoiceTypeCode|CreditNoteTypeCode'))
        ? 'creditNote'
        : 'invoice',
    number: textAt(root, 'ID'),
    issuedOn: dayOf(textAt(root, 'IssueDate')),
    dueOn: dayOf(textAt(root, 'DueDate') ?? textAt(root, 'PaymentMeans/PaymentDueDate')),
    currency,
    purchaseOrder: textAt(root, 'OrderReference/ID'),
    terms: textAt(root, 'PaymentTerms/Note'),
    notes: all(root, 'Note').map(({ text }) => text),
    seller: partyOf(one(root, 'AccountingSupplierParty/Party')),
    buyer: partyOf(one(root, 'AccountingCustomerParty/Party')),
    payment: {
      method: methodOf(textAt(means[0], 'PaymentMeansCode')),
      accounts: present(means.map((each) => textAt(each, 'PayeeFinancialAccount/ID'))),
      cardDigits: lastDigits(textAt(root, 'PaymentMeans/CardAccount/PrimaryAccountNumberID')),
      reference: textAt(root, 'PaymentMeans/PaymentID'),
    },
    lines: all(root, 'InvoiceLine|CreditNoteLine').map(lineOf),
    adjustments: all(root, 'AllowanceCharge').flatMap(adjustmentOf),
    taxes: all(taxTotal, 'TaxSubtotal').map((tax) => ({
      name: textAt(tax, 'TaxCategory/TaxScheme/ID'),
      rate: numberOf(textAt(tax, 'TaxCategory/Percent') ?? textAt(tax, 'Percent')),
      net: moneyOf(textAt(tax, 'TaxableAmount')),
      amount: moneyOf(textAt(tax, 'TaxAmount')),
    })),
    totals: {
      net: moneyOf(textAt(sums, 'TaxExclusiveAmount')),
      tax: moneyOf(textAt(taxTotal, 'TaxAmount')),
      total: moneyOf(textAt(sums, 'TaxInclusiveAmount')),
      rounding: moneyOf(textAt(sums, 'PayableRoundingAmount')),
      paid: moneyOf(textAt(sums, 'PrepaidAmount')),
      due: moneyOf(textAt(sums, 'PayableAmount')),
    },
  };
}

function partyOf(party: XmlNode | undefined): Party {
  const address = one(party, 'PostalAddress');
  return {
    name: textAt(party, 'PartyLegalEntity/RegistrationName') ?? textAt(party, 'PartyName/Name'),
    taxNumbers: present([
      ...all(party, 'PartyTaxScheme').map((scheme) => textAt(scheme, 'CompanyID')),
      textAt(party, 'PartyLegalEntity/CompanyID'),
    ]),
    address: present([
      textAt(address, 'StreetName'),
      textAt(address, 'AdditionalStreetName'),
      ...all(address, 'AddressLine').map((line) => textAt(line, 'Line')),
      joined(textAt(address, 'PostalZone'), textAt(address, 'CityName')),
      textAt(address, 'CountrySubentity'),
    ]),
    country: textAt(address, 'Country/IdentificationCode'),
    phone: textAt(party, 'Contact/Telephone'),
    email: textAt(party, 'Contact/ElectronicMail'),
  };
}

const joined = (...parts: (string | null)[]) => present(parts).join(' ') || null;

function lineOf(line: XmlNode): EInvoiceLine {
  const discounts = all(line, 'AllowanceCharge').flatMap(adjustmentOf);
  const discount = sum(discounts.map(({ amount }) => amount)).negated();
  return {
    description: textAt(line, 'Item/Name') ?? textAt(line, 'Item/Description') ?? textAt(line, 'Note') ?? '',
    code: textAt(line, 'Item/SellersItemIdentification/ID'),
    quantity: numberOf(textAt(line, 'InvoicedQuantity|CreditedQuantity')),
    unit: one(line, 'InvoicedQuantity|CreditedQuantity')?.attributes.unitCode ?? null,
    unitPrice: perUnit(numberOf(textAt(line, 'Price/PriceAmount')), numberOf(textAt(line, 'Price/BaseQuantity'))),
    discount: discount.isZero() ? null : discount.toFixed(),
    taxRate: numberOf(textAt(line, 'Item/ClassifiedTaxCategory/Percent')),
    total: moneyOf(textAt(line, 'LineExtensionAmount')),
  };
}

function adjustmentOf(node: XmlNode): Adjustment[] {
  const amount = moneyOf(textAt(node, 'Amount'));
  if (amount === null || decimal(amount).isZero()) return [];
  const isCharge = textAt(node, 'ChargeIndicator') === 'true';
  return [
    {
      reason: textAt(node, 'AllowanceChargeReason') ?? (isCharge ? 'Charge' : 'Discount'),
      amount: isCharge ? amount : decimal(amount).negated().toFixed(2),
      taxRate: numberOf(textAt(node, 'TaxCategory/Percent')),
    },
  ];
}
