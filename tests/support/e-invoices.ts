import { deflateSync } from 'node:zlib';

/** E-invoices of each format, small, of one sale: 2 × 50.00 and 1 × 20.00 less 10.00, at 20 % and 10 %. */
export type Sale = {
  number: string;
  supplier: string;
  taxNumber: string;
  iban: string;
  date: string;
  dueDate: string;
  currency: string;
  /** What 2 × 50.00 is for. */
  first: string;
};

export const aSale: Sale = {
  number: 'RE-2041',
  supplier: 'Nordwind Papier GmbH',
  taxNumber: 'DE136695976',
  iban: 'DE89370400440532013000',
  date: '2026-03-02',
  dueDate: '2026-04-01',
  currency: 'EUR',
  first: 'Paper, white',
};

export function aUbl(of: Partial<Sale> = {}, root: 'Invoice' | 'CreditNote' = 'Invoice'): Buffer {
  const sale = { ...aSale, ...of };
  const [line, quantity] =
    root === 'Invoice' ? ['InvoiceLine', 'InvoicedQuantity'] : ['CreditNoteLine', 'CreditedQuantity'];
  const tax = (rate: string) =>
    `<cbc:ID>S</cbc:ID><cbc:Percent>${rate}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>`;
  const item = (name: string, count: string, price: string, total: string, rate: string) =>
    `<cac:${line}><cbc:ID>1</cbc:ID><cbc:${quantity} unitCode="C62">${count}</cbc:${quantity}>
     <cbc:LineExtensionAmount>${total}</cbc:LineExtensionAmount>
     <cac:Item><cbc:Name>${name}</cbc:Name><cac:ClassifiedTaxCategory>${tax(rate)}</cac:ClassifiedTaxCategory></cac:Item>
     <cac:Price><cbc:PriceAmount>${price}</cbc:PriceAmount></cac:Price></cac:${line}>`;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>${sale.number}</cbc:ID><cbc:IssueDate>${sale.date}</cbc:IssueDate><cbc:DueDate>${sale.dueDate}</cbc:DueDate>
  <cbc:DocumentCurrencyCode>${sale.currency}</cbc:DocumentCurrencyCode>
  <cac:OrderReference><cbc:ID>PO-7</cbc:ID></cac:OrderReference>
  <cac:AccountingSupplierParty><cac:Party>
    <cac:PostalAddress><cbc:StreetName>Hafenweg 1</cbc:StreetName><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyTaxScheme><cbc:CompanyID>${sale.taxNumber}</cbc:CompanyID></cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>${sale.supplier}</cbc:RegistrationName></cac:PartyLegalEntity>
    <cac:Contact><cbc:ElectronicMail>books@nordwind-papier.example</cbc:ElectronicMail></cac:Contact>
  </cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>Harbour Street Bakery</cbc:Name></cac:PartyName></cac:Party></cac:AccountingCustomerParty>
  <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>${sale.iban}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
  <cac:PaymentTerms><cbc:Note>30 days net</cbc:Note></cac:PaymentTerms>
  <cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:AllowanceChargeReason>Loyal customer</cbc:AllowanceChargeReason><cbc:Amount>10.00</cbc:Amount><cac:TaxCategory>${tax('10')}</cac:TaxCategory></cac:AllowanceCharge>
  <cac:TaxTotal><cbc:TaxAmount currencyID="GBP">18.00</cbc:TaxAmount></cac:TaxTotal>
  <cac:TaxTotal><cbc:TaxAmount currencyID="${sale.currency}">21.00</cbc:TaxAmount>
    <cac:TaxSubtotal><cbc:TaxableAmount>100.00</cbc:TaxableAmount><cbc:TaxAmount>20.00</cbc:TaxAmount><cac:TaxCategory>${tax('20')}</cac:TaxCategory></cac:TaxSubtotal>
    <cac:TaxSubtotal><cbc:TaxableAmount>10.00</cbc:TaxableAmount><cbc:TaxAmount>1.00</cbc:TaxAmount><cac:TaxCategory>${tax('10')}</cac:TaxCategory></cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>110.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount>131.00</cbc:TaxInclusiveAmount>
    <cbc:PrepaidAmount>31.00</cbc:PrepaidAmount><cbc:PayableAmount>100.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
  ${item(sale.first, '2', '50', '100.00', '20')}${item('Ink', '1', '20', '20.00', '10')}
</${root}>`);
}

/** As ZUGFeRD 2 and Factur-X write it or, of an older one, as ZUGFeRD 1 did. */
export function aCii(of: Partial<Sale> = {}, { version = 2, typeCode = '380' } = {}): Buffer {
  const sale = { ...aSale, ...of };
  const names =
    version === 2
      ? {
          root: 'CrossIndustryInvoice',
          document: 'ExchangedDocument',
          trade: 'SupplyChainTradeTransaction',
          part: 'ApplicableHeaderTrade',
          sums: 'SpecifiedTradeSettlementHeaderMonetarySummation',
          line: 'SpecifiedLineTrade',
          lineSum: 'SpecifiedTradeSettlementLineMonetarySummation',
          rate: 'RateApplicablePercent',
        }
      : {
          root: 'CrossIndustryDocument',
          document: 'HeaderExchangedDocument',
          trade: 'SpecifiedSupplyChainTradeTransaction',
          part: 'ApplicableSupplyChainTrade',
          sums: 'SpecifiedTradeSettlementMonetarySummation',
          line: 'SpecifiedSupplyChainTrade',
          lineSum: 'SpecifiedTradeSettlementMonetarySummation',
          rate: 'ApplicablePercent',
        };
  const day = (iso: string) => `<udt:DateTimeString format="102">${iso.replaceAll('-', '')}</udt:DateTimeString>`;
  const line = (name: string, count: string, price: string, total: string, rate: string) =>
    `<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedTradeProduct><ram:Name>${name}</ram:Name></ram:SpecifiedTradeProduct>
     <ram:${names.line}Agreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>${price}</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:${names.line}Agreement>
     <ram:${names.line}Delivery><ram:BilledQuantity unitCode="C62">${count}</ram:BilledQuantity></ram:${names.line}Delivery>
     <ram:${names.line}Settlement><ram:ApplicableTradeTax><ram:${names.rate}>${rate}</ram:${names.rate}></ram:ApplicableTradeTax>
     <ram:${names.lineSum}><ram:LineTotalAmount>${total}</ram:LineTotalAmount></ram:${names.lineSum}></ram:${names.line}Settlement></ram:IncludedSupplyChainTradeLineItem>`;
  const lines = line(sale.first, '2', '50', '100.00', '20') + line('Ink', '1', '20', '20.00', '10');
  return Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-8"?>
<rsm:${names.root} xmlns:rsm="urn:un:unece:uncefact:data:standard:${names.root}:100"
  xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
 <rsm:${names.document}><ram:ID>${sale.number}</ram:ID><ram:TypeCode>${typeCode}</ram:TypeCode><ram:IssueDateTime>${day(sale.date)}</ram:IssueDateTime></rsm:${names.document}>
 <rsm:${names.trade}>${lines}
  <ram:${names.part}Agreement><ram:SellerTradeParty><ram:Name>${sale.supplier}</ram:Name><ram:PostalTradeAddress><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">22/815/0815/4</ram:ID></ram:SpecifiedTaxRegistration><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${sale.taxNumber}</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
   <ram:BuyerTradeParty><ram:Name>Harbour Street Bakery</ram:Name></ram:BuyerTradeParty><ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>PO-7</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument></ram:${names.part}Agreement>
  <ram:${names.part}Settlement><ram:InvoiceCurrencyCode>${sale.currency}</ram:InvoiceCurrencyCode>
   <ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>${sale.iban}</ram:IBANID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
   <ram:ApplicableTradeTax><ram:CalculatedAmount>20.00</ram:CalculatedAmount><ram:BasisAmount>100.00</ram:BasisAmount><ram:${names.rate}>20</ram:${names.rate}></ram:ApplicableTradeTax>
   <ram:ApplicableTradeTax><ram:CalculatedAmount>1.00</ram:CalculatedAmount><ram:BasisAmount>10.00</ram:BasisAmount><ram:${names.rate}>10</ram:${names.rate}></ram:ApplicableTradeTax>
   <ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>10.00</ram:ActualAmount><ram:Reason>Loyal customer</ram:Reason><ram:CategoryTradeTax><ram:${names.rate}>10</ram:${names.rate}></ram:CategoryTradeTax></ram:SpecifiedTradeAllowanceCharge>
   <ram:SpecifiedTradePaymentTerms><ram:Description>30 days net</ram:Description><ram:DueDateDateTime>${day(sale.dueDate)}</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
   <ram:${names.sums}><ram:TaxBasisTotalAmount>110.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="${sale.currency}">21.00</ram:TaxTotalAmount><ram:GrandTotalAmount>131.00</ram:GrandTotalAmount><ram:TotalPrepaidAmount>31.00</ram:TotalPrepaidAmount><ram:DuePayableAmount>100.00</ram:DuePayableAmount></ram:${names.sums}>
  </ram:${names.part}Settlement></rsm:${names.trade}></rsm:${names.root}>`);
}

/** With a body for each sale. */
export function aFatturaPa(...sales: Partial<Sale>[]): Buffer {
  const party = (name: string, code: string) =>
    `<DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>${code}</IdCodice></IdFiscaleIVA><Anagrafica><Denominazione>${name}</Denominazione></Anagrafica></DatiAnagrafici><Sede><Indirizzo>Via Roma 1</Indirizzo><CAP>20100</CAP><Comune>Milano</Comune><Nazione>IT</Nazione></Sede>`;
  const line = (name: string, count: string, price: string, total: string, rate: string) =>
    `<DettaglioLinee><Descrizione>${name}</Descrizione><Quantita>${count}</Quantita><PrezzoUnitario>${price}</PrezzoUnitario><PrezzoTotale>${total}</PrezzoTotale><AliquotaIVA>${rate}</AliquotaIVA></DettaglioLinee>`;
  const bodies = (sales.length > 0 ? sales : [{}]).map((of) => {
    const sale = { ...aSale, ...of };
    return `<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>TD01</TipoDocumento><Divisa>${sale.currency}</Divisa><Data>${sale.date}</Data><Numero>${sale.number}</Numero><ImportoTotaleDocumento>131.00</ImportoTotaleDocumento></DatiGeneraliDocumento><DatiOrdineAcquisto><IdDocumento>PO-7</IdDocumento></DatiOrdineAcquisto></DatiGenerali>
    <DatiBeniServizi>${line(sale.first, '2.00', '50.00', '100.00', '20.00')}${line('Ink', '1.00', '10.00', '10.00', '10.00')}
    <DatiRiepilogo><AliquotaIVA>20.00</AliquotaIVA><ImponibileImporto>100.00</ImponibileImporto><Imposta>20.00</Imposta></DatiRiepilogo><DatiRiepilogo><AliquotaIVA>10.00</AliquotaIVA><ImponibileImporto>10.00</ImponibileImporto><Imposta>1.00</Imposta></DatiRiepilogo></DatiBeniServizi>
    <DatiPagamento><DettaglioPagamento><ModalitaPagamento>MP05</ModalitaPagamento><DataScadenzaPagamento>${sale.dueDate}</DataScadenzaPagamento><ImportoPagamento>131.00</ImportoPagamento><IBAN>${sale.iban}</IBAN></DettaglioPagamento></DatiPagamento></FatturaElettronicaBody>`;
  });
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<p:FatturaElettronica versione="FPR12" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2">
<FatturaElettronicaHeader><CedentePrestatore>${party('Carta Nord S.r.l.', '12345670785')}</CedentePrestatore><CessionarioCommittente>${party('Forno del Porto', '00743110157')}</CessionarioCommittente></FatturaElettronicaHeader>
${bodies.join('')}</p:FatturaElettronica>`);
}

/** A PDF that prints these lines and carries an e-invoice, as hybrid invoices do. */
export function aHybridPdf(xml: Buffer, ...printed: string[]): Buffer {
  const shown = printed.map((text, row) => `1 0 0 1 60 ${780 - row * 24} Tm (${text}) Tj`).join(' ');
  const content = `BT /F1 12 Tf ${shown} ET`;
  const packed = deflateSync(xml);
  const objects: (string | Buffer)[] = [
    '<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(factur-x.xml) 6 0 R]>>>>/AF[6 0 R]>>',
    '<</Type/Pages/Count 1/Kids[4 0 R]>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    '<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/AFRelationship/Alternative/EF<</F 7 0 R/UF 7 0 R>>>>',
    Buffer.concat([
      Buffer.from(
        `<</Type/EmbeddedFile/Subtype/text#2Fxml/Filter/FlateDecode/Params<</Size ${xml.length}>>/Length ${packed.length}>>\nstream\n`,
      ),
      packed,
      Buffer.from('\nendstream'),
    ]),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const starts: number[] = [];
  for (const [index, object] of objects.entries()) {
    starts.push(Buffer.concat(parts).length);
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object as string), Buffer.from('\nendobj\n'));
  }
  const at = Buffer.concat(parts).length;
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
