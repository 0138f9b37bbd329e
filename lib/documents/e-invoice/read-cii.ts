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

/** UN/CEFACT's invoice: ZUGFeRD 2, Factur-X and the other XRechnung; with the names of ZUGFeRD 1 beside those of today. */
export function readCii(root: XmlNode): EInvoice {
  const document = one(root, 'ExchangedDocument|HeaderExchangedDocument');
  const trade = one(root, 'SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction');
  const agreement = one(trade, 'ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement');
  const settlement = one(trade, 'ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement');
  const sums = one(
    settlement,
    'SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation',
  );
  const currency = textAt(settlement, 'InvoiceCurrencyCode');
  const taxes = all(sums, 'TaxTotalAmount');
  const tax = taxes.find(({ attributes }) => attributes.currencyID === currency) ?? taxes[0];
  const means = all(settlement, 'SpecifiedTradeSettlementPaymentMeans');
  const terms = all(settlement, 'SpecifiedTradePaymentTerms');
  return {
    format: 'CII',
    kind: isCredit(textAt(document, 'TypeCode')) ? 'creditNote' : 'invoice',
    number: textAt(document, 'ID'),
    issuedOn: dayOf(textAt(document, 'IssueDateTime/DateTimeString')),
    dueOn: dayOf(terms.map((each) => textAt(each, 'DueDateDateTime/DateTimeString')).find(Boolean) ?? null),
    currency,
    purchaseOrder: textAt(agreement, 'BuyerOrderReferencedDocument/IssuerAssignedID|ID'),
    terms: present(terms.map((each) => textAt(each, 'Description'))).join(' ') || null,
    notes: all(document, 'IncludedNote/Content').map(({ text }) => text),
    seller: partyOf(one(agreement, 'SellerTradeParty')),
    buyer: partyOf(one(agreement, 'BuyerTradeParty')),
    payment: {
      method: methodOf(textAt(means[0], 'TypeCode')),
      accounts: present(
        means.map(
          (each) =>
            textAt(each, 'PayeePartyCreditorFinancialAccount/IBANID') ??
            textAt(each, 'PayeePartyCreditorFinancialAccount/ProprietaryID'),
        ),
      ),
      cardDigits: lastDigits(
        textAt(
          settlement,
          'SpecifiedTradeSettlementPaymentMeans/ApplicableTradeSettlementFinancialCard|ApplicableTradeFinancialCard/ID',
        ),
      ),
      reference: textAt(settlement, 'PaymentReference'),
    },
    lines: all(trade, 'IncludedSupplyChainTradeLineItem').flatMap(lineOf),
    adjustments: [
      ...all(settlement, 'SpecifiedTradeAllowanceCharge').flatMap(adjustmentOf),
      ...all(settlement, 'SpecifiedLogisticsServiceCharge').flatMap(deliveryOf),
    ],
    taxes: all(settlement, 'ApplicableTradeTax').map((each) => ({
      name: textAt(each, 'TypeCode'),
      rate: numberOf(textAt(each, 'RateApplicablePercent|ApplicablePercent')),
      net: moneyOf(textAt(each, 'BasisAmount')),
      amount: moneyOf(textAt(each, 'CalculatedAmount')),
    })),
    totals: {
      net: moneyOf(textAt(sums, 'TaxBasisTotalAmount')),
      tax: moneyOf(tax?.text ?? null),
      total: moneyOf(textAt(sums, 'GrandTotalAmount')),
      rounding: moneyOf(textAt(sums, 'RoundingAmount')),
      paid: moneyOf(textAt(sums, 'TotalPrepaidAmount')),
      due: moneyOf(textAt(sums, 'DuePayableAmount')),
    },
  };
}

function partyOf(party: XmlNode | undefined): Party {
  const address = one(party, 'PostalTradeAddress');
  const registrations = all(party, 'SpecifiedTaxRegistration/ID');
  // The VAT number before the national one.
  const ordered = [...registrations].sort((a, b) => rank(a) - rank(b));
  return {
    name: textAt(party, 'Name'),
    taxNumbers: present([...ordered.map(({ text }) => text), textAt(party, 'SpecifiedLegalOrganization/ID')]),
    address: present([
      ...['LineOne', 'LineTwo', 'LineThree'].map((line) => textAt(address, line)),
      present([textAt(address, 'PostcodeCode'), textAt(address, 'CityName')]).join(' '),
      textAt(address, 'CountrySubDivisionName'),
    ]),
    country: textAt(address, 'CountryID'),
    phone: textAt(party, 'DefinedTradeContact/TelephoneUniversalCommunication/CompleteNumber'),
    email:
      textAt(party, 'DefinedTradeContact/EmailURIUniversalCommunication/URIID') ??
      textAt(party, 'URIUniversalCommunication/URIID'),
  };
}

const rank = ({ attributes }: XmlNode) => (attributes.schemeID === 'VA' ? 0 : 1);

function lineOf(line: XmlNode): EInvoiceLine[] {
  const about = one(line, 'AssociatedDocumentLineDocument');
  // Lines that only gather or tell of others have amounts that are in those already.
  if (['GROUP', 'INFORMATION'].includes(textAt(about, 'LineStatusReasonCode') ?? '')) return [];
  const settlement = one(line, 'SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement');
  const agreement = one(line, 'SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement');
  const quantity = one(line, 'SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery/BilledQuantity');
  const price = one(agreement, 'NetPriceProductTradePrice');
  const discount = sum(
    all(settlement, 'SpecifiedTradeAllowanceCharge')
      .flatMap(adjustmentOf)
      .map(({ amount }) => amount),
  ).negated();
  const total = moneyOf(
    textAt(
      settlement,
      'SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation/LineTotalAmount',
    ),
  );
  // ZUGFeRD 1 has lines that are text alone.
  if (total === null && !quantity) return [];
  return [
    {
      description:
        textAt(line, 'SpecifiedTradeProduct/Name') ??
        textAt(line, 'SpecifiedTradeProduct/Description') ??
        textAt(about, 'IncludedNote/Content') ??
        '',
      code: textAt(line, 'SpecifiedTradeProduct/SellerAssignedID'),
      quantity: numberOf(quantity?.text ?? null),
      unit: quantity?.attributes.unitCode ?? null,
      unitPrice: perUnit(numberOf(textAt(price, 'ChargeAmount')), numberOf(textAt(price, 'BasisQuantity'))),
      discount: discount.isZero() ? null : discount.toFixed(),
      taxRate: numberOf(textAt(settlement, 'ApplicableTradeTax/RateApplicablePercent|ApplicablePercent')),
      total,
    },
  ];
}

function adjustmentOf(node: XmlNode): Adjustment[] {
  const amount = moneyOf(textAt(node, 'ActualAmount'));
  if (amount === null || decimal(amount).isZero()) return [];
  const isCharge = textAt(node, 'ChargeIndicator/Indicator') === 'true' || textAt(node, 'ChargeIndicator') === 'true';
  return [
    {
      reason: textAt(node, 'Reason') ?? (isCharge ? 'Charge' : 'Discount'),
      amount: isCharge ? amount : decimal(amount).negated().toFixed(2),
      taxRate: numberOf(textAt(node, 'CategoryTradeTax/RateApplicablePercent|ApplicablePercent')),
    },
  ];
}

function deliveryOf(node: XmlNode): Adjustment[] {
  const amount = moneyOf(textAt(node, 'AppliedAmount'));
  if (amount === null || decimal(amount).isZero()) return [];
  return [
    {
      reason: textAt(node, 'Description') ?? 'Delivery',
      amount,
      taxRate: numberOf(textAt(node, 'AppliedTradeTax/RateApplicablePercent|ApplicablePercent')),
    },
  ];
}
