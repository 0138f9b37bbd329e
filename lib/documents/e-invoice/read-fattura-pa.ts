import { decimal, padded, sum } from '#lib/domain/money.ts';
import {
  type Adjustment,
  dayOf,
  type EInvoice,
  type EInvoiceLine,
  moneyOf,
  numberOf,
  type Party,
  type Payment,
  present,
} from './e-invoice.ts';
import { all, one, textAt, type XmlNode } from './xml-tree.ts';

/** Italy's invoice: one head of seller and buyer, and a body for each of the invoices that came together. */
export function readFatturaPa(root: XmlNode): EInvoice[] {
  const head = one(root, 'FatturaElettronicaHeader');
  const seller = partyOf(one(head, 'CedentePrestatore'));
  const buyer = partyOf(one(head, 'CessionarioCommittente'));
  return all(root, 'FatturaElettronicaBody').map((body) => bodyOf(body, seller, buyer));
}

function bodyOf(body: XmlNode, seller: Party, buyer: Party): EInvoice {
  const general = one(body, 'DatiGenerali/DatiGeneraliDocumento');
  const taxes = all(body, 'DatiBeniServizi/DatiRiepilogo').map((tax) => ({
    name: 'IVA',
    rate: numberOf(textAt(tax, 'AliquotaIVA')),
    net: moneyOf(textAt(tax, 'ImponibileImporto')),
    amount: moneyOf(textAt(tax, 'Imposta')),
  }));
  const net = sumOf(taxes.map((tax) => tax.net));
  const tax = sumOf(taxes.map(({ amount }) => amount));
  const payments = all(body, 'DatiPagamento/DettaglioPagamento');
  const dues = present(payments.map((each) => dayOf(textAt(each, 'DataScadenzaPagamento')))).sort();
  return {
    format: 'FatturaPA',
    kind: ['TD04', 'TD08'].includes(textAt(general, 'TipoDocumento') ?? '') ? 'creditNote' : 'invoice',
    number: textAt(general, 'Numero'),
    issuedOn: dayOf(textAt(general, 'Data')),
    dueOn: dues[0] ?? null,
    currency: textAt(general, 'Divisa'),
    purchaseOrder: textAt(body, 'DatiGenerali/DatiOrdineAcquisto/IdDocumento'),
    terms: payments.length > 1 ? `${payments.length} payments, until ${dues.at(-1) ?? 'no date'}` : null,
    notes: all(general, 'Causale').map(({ text }) => text),
    seller,
    buyer,
    payment: {
      method: methods[textAt(payments[0], 'ModalitaPagamento') ?? ''] ?? (payments.length > 0 ? 'other' : null),
      accounts: present(payments.map((each) => textAt(each, 'IBAN'))),
      cardDigits: null,
      reference: textAt(payments[0], 'CodicePagamento'),
    },
    lines: all(body, 'DatiBeniServizi/DettaglioLinee').map(lineOf),
    adjustments: all(general, 'DatiCassaPrevidenziale').flatMap(fundOf),
    taxes,
    totals: {
      net,
      tax,
      total:
        moneyOf(textAt(general, 'ImportoTotaleDocumento')) ??
        (net === null || tax === null ? null : sum([net, tax]).toFixed(2)),
      rounding: moneyOf(textAt(general, 'Arrotondamento')),
      paid: null,
      due: sumOf(payments.map((each) => moneyOf(textAt(each, 'ImportoPagamento')))),
    },
  };
}

/** Of the list of ways to pay, MP01 to MP23. */
const methods: Record<string, Payment['method']> = {
  MP01: 'cash',
  MP02: 'cheque',
  MP03: 'cheque',
  MP05: 'transfer',
  MP08: 'card',
  MP16: 'directDebit',
  MP19: 'directDebit',
  MP20: 'directDebit',
  MP21: 'directDebit',
};

function partyOf(party: XmlNode | undefined): Party {
  const person = one(party, 'DatiAnagrafici');
  const seat = one(party, 'Sede');
  const country = textAt(person, 'IdFiscaleIVA/IdPaese');
  const code = textAt(person, 'IdFiscaleIVA/IdCodice');
  const names = [textAt(person, 'Anagrafica/Nome'), textAt(person, 'Anagrafica/Cognome')];
  return {
    name: textAt(person, 'Anagrafica/Denominazione') ?? (present(names).join(' ') || null),
    taxNumbers: present([code && `${country ?? ''}${code}`, textAt(person, 'CodiceFiscale')]),
    address: present([
      present([textAt(seat, 'Indirizzo'), textAt(seat, 'NumeroCivico')]).join(' '),
      present([textAt(seat, 'CAP'), textAt(seat, 'Comune'), textAt(seat, 'Provincia')]).join(' '),
    ]),
    country: textAt(seat, 'Nazione') ?? country,
    phone: textAt(party, 'Contatti/Telefono'),
    email: textAt(party, 'Contatti/Email'),
  };
}

function lineOf(line: XmlNode): EInvoiceLine {
  const quantity = numberOf(textAt(line, 'Quantita'));
  return {
    description: textAt(line, 'Descrizione') ?? '',
    code: textAt(line, 'CodiceArticolo/CodiceValore'),
    quantity,
    unit: textAt(line, 'UnitaMisura'),
    unitPrice: numberOf(textAt(line, 'PrezzoUnitario')),
    discount: discountOf(line, quantity),
    taxRate: numberOf(textAt(line, 'AliquotaIVA')),
    total: moneyOf(textAt(line, 'PrezzoTotale')),
  };
}

/** What the line is cheaper by than its quantity at its price, where it says that there is a discount. */
function discountOf(line: XmlNode, quantity: string | null): string | null {
  const [price, total] = [numberOf(textAt(line, 'PrezzoUnitario')), numberOf(textAt(line, 'PrezzoTotale'))];
  if (price === null || total === null || !one(line, 'ScontoMaggiorazione')) return null;
  const discount = decimal(price)
    .times(quantity ?? '1')
    .minus(total);
  return discount.isZero() ? null : padded(discount.toDecimalPlaces(8), 2);
}

/** A profession's pension fund: a share of the fee that is added to it, with tax. */
function fundOf(node: XmlNode): Adjustment[] {
  const amount = moneyOf(textAt(node, 'ImportoContributoCassa'));
  return amount === null || decimal(amount).isZero()
    ? []
    : [{ reason: 'Contributo cassa previdenziale', amount, taxRate: numberOf(textAt(node, 'AliquotaIVA')) }];
}

function sumOf(amounts: readonly (string | null)[]): string | null {
  const known = amounts.filter((amount): amount is string => amount !== null);
  return known.length === 0 ? null : padded(sum(known), 2);
}
