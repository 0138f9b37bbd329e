/** The words that documents print at their values, by meaning and language. Plain: small letters, no accents. */

/** What an amount is, by the words at it. */
const money = {
  total: `
    grand total, total amount, invoice total, total invoice, order total, bill total, total bill, total inc, total
    incl, total including, total inclusive, amount payable, total payable, total to pay, total sale, total charge,
    total charges, total cost, total price, purchase total, sale total, net payable, rounded total, total rounded,
    total after rounding, credit total, total credit, refund total, total refund, total fuel, fuel total, fuel sale,
    total fuel sale, total aud, total usd, total gbp, total eur, total nzd, total cad, total sgd, gesamtbetrag,
    rechnungsbetrag, endbetrag, bruttobetrag, gesamt brutto, summe brutto, brutto gesamt, bruttosumme, brutto summe,
    gesamtsumme, rechnungssumme, rechnungsendbetrag, zu zahlen, zahlbetrag, zu zahlender betrag, endsumme,
    gesamtpreis, gutschriftbetrag, gesamt eur, summe eur, total ttc, montant ttc, montant total, net a payer, total
    a payer, somme a payer, total facture, prix total ttc, montant a payer, totale fattura, totale documento,
    importo totale, totale da pagare, totale complessivo, totale ivato, netto a pagare, importe total, total
    factura, total a pagar, importe a pagar, total con iva, totaal incl, totaal te betalen, te betalen, factuur
    totaal, totaalbedrag, totaal bedrag, totaal eur, total iva incluido, total general, eindtotaal, total inc gst,
    total due today, transaction total`,
  due: `
    amount due, balance due, total due, total amount due, balance, outstanding, please pay, pay this amount, due
    payable, amount owing, balance owing, offener betrag, restbetrag, falliger betrag, reste a payer, solde a payer,
    solde du, restant du, saldo, openstaand, nog te betalen, importe pendiente, a pagare`,
  plainTotal: `
    total, totaal, totale, summe, gesamt, betrag, amount, charges, sum, ttl, tl, importe, montant, zahlen, brutto,
    sale, importo, bedrag, toplam, total eft, ttc, sale amount`,
  net: `
    subtotal, sub total, sub ttl, subtl, net total, total net, net amount, amount net, net, total ex, total excl,
    total excluding, total exclusive, excl gst, ex gst, excl vat, ex vat, excluding, exclusive, total before tax,
    before tax, net value, goods value, taxable, taxable amount, taxable value, taxable total, amount before,
    merchandise, goods total, pre tax, nettobetrag, netto, summe netto, gesamt netto, nettosumme, warenwert,
    zwischensumme, steuerbasis, basisbetrag, nettowert, warenwert netto, total ht, montant ht, ht, h t, sous total,
    total hors taxe, hors taxe, base ht, imponibile, totale imponibile, base imponible, base imponibile, suma,
    subtotaal, totaal excl, exclusief, excl btw, grondslag, totale netto, neto, total sin iva`,
  tax: `
    tax, taxes, sales tax, vat, gst, hst, pst, qst, rst, gst hst, tax amount, total tax, total vat, total gst, state
    tax, county tax, city tax, local tax, mwst, ust, mehrwertsteuer, umsatzsteuer, steuer, steuerbetrag, mwst
    betrag, zzgl mwst, tva, montant tva, total tva, iva, imposta, cuota, cuota iva, totale iva, importo iva, btw,
    btw bedrag, tps, tvq, sst, service tax, igic, dph, moms`,
  rounding: `
    rounding, round off, rounded, rnd, rounding adj, rundung, rundungsdifferenz, afronding, arrondi, arrotondamento,
    redondeo, cash rounding`,
  tip: `
    tip, tips, surcharge, weekend surcharge, holiday surcharge, cover charge, gratuity, trinkgeld, pourboire, service charge, donation, propina, mancia`,
  shipping: `
    shipping, freight, postage, delivery, delivery charge, delivery fee, carriage, handling, shipping and handling,
    versand, versandkosten, frais de port, port, verzendkosten, spese di spedizione, gastos de envio, courier, p p,
    fracht`,
  discount: `
    discount, less discount, rabatt, skonto, nachlass, remise, escompte, korting, sconto, descuento, coupon, voucher
    discount, promo, promotion, loyalty discount, markdown`,
  paid: `
    cash, cash tendered, tendered, tender, visa, visa tend, mastercard, master card, mcard, amex, american express,
    maestro, debit, credit, credit card, debit card, eftpos, card, interac, discover, amount paid, paid, payment,
    payments, payment received, amount tendered, less payments, bar, bargeld, gegeben, girocard, ec karte, ec cash,
    ec lastschrift, karte, kartenzahlung, bereits bezahlt, bezahlt, especes, carte, carte bancaire, cb, regle,
    acompte, anzahlung, aanbetaling, betaald, contant, pin, contanti, pagato, efectivo, tarjeta, pagado, deposit,
    less deposit, deposit paid, gift card, giftcard, apple pay, paypal, bancomat, zelle, nets, paynow`,
  change: `
    change, change due, cash change, your change, ruckgeld, zuruck, wechselgeld, rendu, rendu monnaie, monnaie, a
    rendre, wisselgeld, terug, resto, cambio`,
  previous: `
    previous balance, balance forward, opening balance, previous unpaid, balance brought forward, last bill,
    previous amount, ubertrag, ancien solde, previous bill, brought forward, carried forward, opening`,
  savings: `
    you saved, savings, saved, saving, ersparnis, gespart, points, punkte, reward, rewards, capital, year to date,
    ytd, loyalty, rrp, was, penalty, penalite, indemnite, mahngebuhr, recouvrement, gewicht, weight, exchange rate,
    limit, available, total off, total saved, total savings, item price, reg price, regular price, orig price, original price, list price, cash back, cashback, without, annual, price gallon, price gal, ppg, price l, unit price, rate`,
} as const;

export type MoneyMeaning = keyof typeof money;

/** Which row a label means a column of. */
const columns = {
  description: `
    description, item, items, product, service, details, particulars, item description, description of goods,
    artikel, bezeichnung, beschreibung, leistung, artikelbezeichnung, designation, libelle, omschrijving,
    descrizione, descripcion, concepto, activity, article, produkt, articolo, produit, products, goods, work, task,
    item name, text, produkt service, service description`,
  quantity: `
    qty, quantity, hours, hrs, units, menge, anzahl, quantite, qte, nombre, aantal, hoeveelheid, quantita, qta,
    cantidad, cant, stuck, pcs, count, days, no of, uds`,
  unitPrice: `
    unit price, price, rate, unit cost, unit, price each, each, cost, einzelpreis, e preis, preis, vk preis,
    stuckpreis, einheitspreis, prix unitaire, prix, p u, pu, pu ht, p u ht, prijs, prijs per stuk, prezzo, prezzo
    unitario, precio, precio unitario, ep, price unit, hourly rate`,
  discount: `
    discount, disc, rabatt, remise, korting, sconto, descuento, dto`,
  tax: `
    tax, vat, gst, mwst, ust, tva, btw, iva, taxes, vat rate, tax rate, vat amount, gst amount, vat code, steuer,
    hst`,
  total: `
    amount, total, line total, net, net amount, total price, line amount, value, ext price, extended, extended
    price, extension, gesamt, gesamtpreis, betrag, summe, zeilenbetrag, nettobetrag, g preis, gp, montant, montant
    ht, total ht, bedrag, totaal, prijs incl, importo, totale, importe, sub total, subtotal, charges, total ttc,
    amount aud, amount usd, amount gbp, amount eur, amount nzd, netto, brutto, charge`,
  code: `
    code, sku, item no, item code, part no, art nr, artikelnr, artikelnummer, artikel nr, product code, ref,
    reference, referentie, art no, stock code, pos, position, line, no, nr, part number, item number`,
  date: `
    date, datum, data, fecha`,
} as const;

export type ColumnMeaning = keyof typeof columns;

/** Words at a date. */
const dates = {
  issued: `
    invoice date, date of invoice, tax invoice date, invoice dated, bill date, date of issue, issue date, issued,
    date issued, receipt date, document date, tax point, tax date, statement date, billing date, billed on, bill
    issue date, issued on, credit note date, sale date, transaction date, purchase date, inv date, date paid, credit
    date, rechnungsdatum, beleg datum, rechnungs datum, belegdatum, ausstellungsdatum, gutschriftsdatum, datum der rechnung, date de facture, date
    facture, date de la facture, date d emission, facture du, factuurdatum, factuur datum, data fattura, data
    documento, data emissione, fecha factura, fecha de factura, fecha de emision, fecha emision, date de l avoir,
    rechnung vom`,
  date: `
    date, dated, datum, data, fecha, dt, on, du, le, date time, vom, den`,
  due: `
    due date, date due, due, payment due, due by, pay by, payable by, payment due date, pay before, please pay by,
    due on, invoice due date, payment date, must be paid by, direct debit date, direct debit on, will be debited on,
    fallig, fallig am, falligkeit, falligkeitsdatum, zahlbar bis, zahlungsziel, zahlbar am, zu zahlen bis, date d
    echeance, echeance, date limite de paiement, date limite, a payer avant, prelevement a partir du, vervaldatum,
    te betalen voor, uiterste betaaldatum, scadenza, data scadenza, vencimiento, fecha de vencimiento, fecha
    vencimiento, abbuchung am`,
  other: `
    order date, date ordered, delivery date, delivered, ship date, shipped, dispatch date, despatch date, date
    shipped, period, from, to, until, till, valid until, valid, expiry, expires, exp, expiration, best before,
    birth, dob, return by, returns, member since, printed, print date, start date, end date, check in, check out,
    arrival, departure, next, previous, last, survey, within, policy, offer, opened, received, quote date, since,
    effective, revision, rev, version, previous bill, next bill, reading, service date, paid on, payment received,
    bestelldatum, lieferdatum, leistungsdatum, liefertermin, leistungszeitraum, leistungs datum, liefer datum, bestell datum, auftrags datum, gemas, gemass, bestellung vom, auftrag vom, lieferschein datum, zeitraum, auftragsdatum, bis,
    geliefert, gultig, date de commande, date de livraison, periode, orderdatum, leverdatum, besteldatum, au, data
    ordine, data consegna, fecha pedido, fecha de entrega, entrega, geboren`,
} as const;

export type DateMeaning = keyof typeof dates;

/** Words at a document's number, the surest first. */
const numbers = {
  invoice: `
    invoice number, invoice no, invoice nr, invoice num, invoice id, invoice ref, invoice reference, tax invoice
    number, tax invoice no, inv no, inv number, inv, bill number, bill no, credit note number, credit note no,
    credit memo number, credit memo no, cn no, document number, document no, doc no, receipt number, receipt no,
    rechnungsnummer, rechnungsnr, rechnungs nr, rechnung nr, handelsrechnung nr, warenrechnung nr, schlussrechnung nr, abschlagsrechnung nr, teilrechnung nr, rechnung nummer, rg nr, re nr, belegnummer, beleg nr,
    belegnr, bon nr, bonnr, gutschriftsnummer, gutschrift nr, facture n, facture no, facture numero, numero de
    facture, n de facture, n facture, numero facture, avoir n, factuurnummer, factuur nr, factuurnr, fattura n,
    numero fattura, fattura nr, numero documento, factura n, numero de factura, n factura, n de factura, factura no,
    no facture, your invoice number, statement number, nota di credito n`,
  loose: `
    invoice, tax invoice, rechnung, facture, factuur, fattura, factura, receipt, bill, credit note, gutschrift,
    avoir, creditnota, invoice receipt`,
  receipt: `
    transaction number, transaction no, transaction id, transaction, trans no, trans, trx, trn, ticket no, ticket
    number, ticket, receipt, bon, check no, check, chk, order no, order number, sale no, docket, docket no, slip no,
    tran, ref no, reference no, reference number, txn, folio, quittung nr, document`,
  bare: `
    number, nummer, numero, n o`,
  order: `
    po number, po no, p o number, p o no, po, p o, purchase order, purchase order number, purchase order no,
    customer po, your order no, your order, your po, cust order, customer order, order ref, your reference, your
    ref, bestellnummer, bestell nr, ihre bestellung, bon de commande, votre commande, uw referentie, ordine n,
    vostro ordine, su pedido, ihre bestellnummer, customer reference`,
} as const;

export type NumberMeaning = keyof typeof numbers;

/** Words at a party of the document: what follows is its name. */
const parties = {
  buyer: `
    guest, guest name, passenger, patient, bill to, billed to, sold to, ship to, shipped to, deliver to, delivery to, invoice to, invoice for, invoiced to,
    customer, customer name, client, client name, buyer, attention, attn, to, delivery address, billing address,
    shipping address, service address, invoice address, account name, bill recipient, recipient, prepared for,
    kunde, rechnungsempfanger, rechnung an, lieferadresse, rechnungsadresse, lieferanschrift, kaufer,
    rechnungsanschrift, client facture, adresse de facturation, adresse de livraison, facture a, acheteur,
    destinataire, factuuradres, afleveradres, klant, cliente, destinatario, spett le, spettabile, facturar a, enviar
    a, empfanger, charge to, consignee, destinatario fattura, adresse de l installation, nom de l abonne`,
  seller: `
    from, seller, vendor, supplier, sold by, billed by, issued by, pay to, payable to, make cheques payable to, make
    checks payable to, remit to, remittance to, bill from, ship from, payee, beneficiary, merchant, verkaufer,
    lieferant, absender, fournisseur, vendeur, emetteur, leverancier, verkoper, fornitore, cedente, proveedor,
    vendedor, emisor, titulaire du compte, kontoinhaber, begunstigter, t n v, ten name van, provided by, send
    payment to, mail payment to, account holder, company, company name, thank you for shopping at, thanks for
    shopping at, welcome to`,
} as const;

export type PartyMeaning = keyof typeof parties;

export type Label<Meaning> = { meaning: Meaning; start: number; end: number };

/** Finds the labels of a table in plain text, from left to right; a longer one before the shorter that it holds. */
export type Finder<Meaning extends string> = (plain: string) => Label<Meaning>[];

function finderOf<Meaning extends string>(table: Record<Meaning, string>): Finder<Meaning> {
  const meanings = new Map<string, Meaning>();
  for (const meaning of Object.keys(table) as Meaning[]) {
    for (const phrase of table[meaning].trim().split(/,\s+/)) if (!meanings.has(phrase)) meanings.set(phrase, meaning);
  }
  const phrases = [...meanings.keys()].sort((one, other) => other.length - one.length);
  const between = String.raw`[\s.:_/’'°#()&-]*`;
  const alternatives = phrases.map((phrase) => phrase.split(' ').join(between)).join('|');
  // Readers lose the space before a currency.
  const end = '(?=eur|usd|gbp|aud|nzd|cad|sgd|[^a-z]|$)';
  const pattern = new RegExp(`(?<![a-z])(?:${alternatives})${end}`, 'g');
  const bare = (text: string) => text.replace(/[^a-z]/g, '');
  const byLetters = new Map([...meanings].map(([phrase, meaning]) => [bare(phrase), meaning]));
  return (plain) =>
    [...plain.matchAll(pattern)].flatMap((match) => {
      const meaning = byLetters.get(bare(match[0]));
      return meaning ? { meaning, start: match.index, end: match.index + match[0].length } : [];
    });
}

export const moneyLabels = finderOf<MoneyMeaning>(money);
export const columnLabels = finderOf<ColumnMeaning>(columns);
export const dateLabels = finderOf<DateMeaning>(dates);
export const numberLabels = finderOf<NumberMeaning>(numbers);
export const partyLabels = finderOf<PartyMeaning>(parties);
