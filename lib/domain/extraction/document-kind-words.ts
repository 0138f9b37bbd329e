import type { Found } from './found-values.ts';
import type { PrintedText } from './printed-text.ts';
import type { ReadKind, ReadSource } from './reading.ts';

/** Words that say what a document is, with how much they say at its head. */
const words: readonly [ReadKind, RegExp, number][] = [
  [
    'creditNote',
    /(?<![a-z])(credit note|credit memo|adjustment note|gutschrift|rechnungskorrektur|stornorechnung|avoir|facture d avoir|creditnota|creditfactuur|nota di credito|nota de credito|factura rectificativa|abono)(?![a-z])/,
    6,
  ],
  [
    'creditNote',
    /(?<![a-z])(refund(?:ed)?|return(?:ed)? (?:receipt|merchandise)|retoure|erstattung|remboursement)(?![a-z]| policy| within)/,
    2.5,
  ],
  [
    'statement',
    /(?<![a-z])(statement of account|account statement|customer statement|monthly statement|kontoauszug|releve de compte|rekeningoverzicht|estratto conto|extracto de cuenta|statement)(?![a-z])/,
    4,
  ],
  [
    'remittance',
    /(?<![a-z])(remittance advice|payment advice|zahlungsavis|avis de paiement|betaaladvies)(?![a-z])/,
    3.5,
  ],
  [
    'deliveryNote',
    /(?<![a-z])(delivery note|delivery docket|packing (?:slip|list)|lieferschein|bon de livraison|pakbon|documento di trasporto|ddt|albaran|goods received)(?![a-z]|[\s-]*(?:nr|no|num|dat))/,
    4.5,
  ],
  ['invoice', /(?<![a-z])(tax invoice|invoice|rechnung|facture|factuur|fattura|factura)(?![a-z])/, 4],
  [
    'invoice',
    /(?<![a-z])(payment terms|due date|bill to|zahlungsziel|vervaldatum|echeance|iban|amount due)(?![a-z])/,
    1.4,
  ],
  [
    'receipt',
    /(?<![a-z])(receipt|kassenbon|kassenbeleg|quittung|ticket|bon|scontrino|recibo|kaufbeleg|kundenbeleg)(?![a-z])/,
    3,
  ],
  [
    'receipt',
    /(?<![a-z])(change(?: due)?|cash|visa|mastercard|eftpos|card|auth(?:orisation)? code|approved|terminal|cashier|bargeld|ruckgeld|bar|gegeben|ec-?karte|girocard|kasse|served by|pump|trans(?:action)?)(?![a-z])/,
    0.9,
  ],
];

/** What a document is. One with neither a total nor words of trade is none of them. */
export function kindOf(
  printed: PrintedText,
  source: ReadSource,
  has: { total: string | null; isNarrow: boolean },
): Found<ReadKind> {
  const scores = new Map<ReadKind, number>();
  const heads = printed.rows.slice(0, 18);
  for (const [kind, pattern, weight] of words) {
    const head = heads.findIndex(({ plain }) => pattern.test(plain));
    const seen = printed.rows.filter(({ plain }) => pattern.test(plain)).length;
    if (seen === 0) continue;
    // A word by itself in its row is a title; in a sentence at the foot it says little.
    const title = heads.some((row) =>
      row.cells.some((cell) => pattern.test(row.plain.slice(cell.start, cell.end)) && cell.text.length < 28),
    );
    const at = title ? 1.3 : head >= 0 ? 0.8 : 0.25;
    scores.set(kind, (scores.get(kind) ?? 0) + weight * at + Math.min(2, (seen - 1) * 0.3) * (weight < 2 ? 1 : 0.2));
  }
  if (has.isNarrow) scores.set('receipt', (scores.get('receipt') ?? 0) + 3);
  if (has.total?.startsWith('-')) scores.set('creditNote', (scores.get('creditNote') ?? 0) + 4);
  // An invoice whose foot has a slip to send with the payment is an invoice.
  const isInvoice = (scores.get('invoice') ?? 0) >= 3.5;
  for (const kind of ['remittance', 'statement'] as const) {
    if (isInvoice) scores.set(kind, (scores.get(kind) ?? 0) * 0.5);
  }
  if (has.total === null) scores.set('other', 1.2);
  // What asks for money, and does not say how it is called, is most often an invoice.
  else scores.set('invoice', (scores.get('invoice') ?? 0) + 0.8);
  const sorted = [...scores].sort((one, other) => other[1] - one[1]);
  const [best, next] = sorted;
  const kind = best?.[0] ?? 'other';
  const lead = (best?.[1] ?? 0) - (next?.[1] ?? 0);
  const confidence = Math.round(Math.max(0.3, Math.min(0.97, 0.55 + lead * 0.12)) * 100) / 100;
  const alternatives = sorted.slice(1, 4).map(([value]) => ({ value, confidence: 0.2, source, place: null }));
  return { value: kind, confidence, source, place: null, alternatives };
}
