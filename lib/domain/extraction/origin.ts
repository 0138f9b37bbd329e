import { usualCurrency } from '../countries.ts';
import { taxNumberWarning } from '../tax-number.ts';
import { bestOf, type Candidate, type Found } from './found-values.ts';
import type { MeantAmount } from './money-rows.ts';
import { type PrintedRow, type PrintedText, spanOf, sureness } from './printed-text.ts';
import type { ReadSource } from './reading.ts';

/** A tax number as printed, with the country that gives such numbers. */
export type PrintedTaxNumber = Candidate<string> & { country: string; row: number; isBuyers: boolean };

const vatCountries = 'AT|BE|DE|DK|ES|FI|FR|GB|IE|IT|LU|NL|NO|PL|PT|SE';
const withLetters = new RegExp(
  String.raw`(?<![A-Za-z0-9])(${vatCountries})[\s.:-]{0,2}((?:[A-Z0-9][\s.-]?){7,14})`,
  'g',
);
const swiss = /CHE[\s-]?\d{3}[.\s]?\d{3}[.\s]?\d{3}/g;

/** Numbers without a country's letters: the words before them tell whose they are. */
const labelled: readonly {
  country: string;
  kind: 'VAT' | 'GST' | 'ABN' | 'BN' | 'EIN';
  form: RegExp;
  prefix: string;
}[] = [
  {
    country: 'AU',
    kind: 'ABN',
    prefix: '',
    form: /(?<![a-z])a\.?b\.?n\.?[\s:.#no]*(\d{2}\s?\d{3}\s?\d{3}\s?\d{3})(?!\d)/g,
  },
  {
    country: 'GB',
    kind: 'VAT',
    prefix: 'GB',
    form: /(?<![a-z])vat[^\d]{0,28}?(\d{3}[\s.]?\d{4}[\s.]?\d{2}|\d{9})(?!\d)/g,
  },
  { country: 'IE', kind: 'VAT', prefix: 'IE', form: /(?<![a-z])vat[^\d]{0,28}?(\d{7}[a-w][a-iw]?)(?![a-z\d])/g },
  {
    country: 'NZ',
    kind: 'GST',
    prefix: '',
    form: /(?<![a-z])g\.?s\.?t\.?[^\d]{0,24}?(\d{2,3}[\s-]?\d{3}[\s-]?\d{3})(?!\d)/g,
  },
  { country: 'CA', kind: 'GST', prefix: '', form: /(?<!\d)(\d{9}\s?rt\s?\d{4})(?!\d)/g },
  { country: 'CA', kind: 'BN', prefix: '', form: /(?<![a-z])(?:gst|hst)[^\d]{0,24}?(\d{5}\s?\d{4}|\d{9})(?!\d)/g },
  {
    country: 'DE',
    kind: 'VAT',
    prefix: 'DE',
    form: /(?<![a-z])(?:ust|umsatzsteuer)[^\d]{0,24}?(\d{9}|\d{3}\s\d{3}\s\d{3})(?!\d)/g,
  },
  { country: 'IT', kind: 'VAT', prefix: 'IT', form: /(?<![a-z])(?:p\.?\s?iva|partita iva)[^\d]{0,14}?(\d{11})(?!\d)/g },
  {
    country: 'ES',
    kind: 'VAT',
    prefix: 'ES',
    form: /(?<![a-z])(?:c\.?i\.?f|n\.?i\.?f)\.?[\s:]*([a-z]-?\d{7}-?[a-z\d]|\d{8}-?[a-z])(?![a-z\d])/g,
  },
  { country: 'FR', kind: 'VAT', prefix: '', form: /(?<![a-z])tva[^\d]{0,24}?(fr\s?[a-z\d]{2}(?:\s?\d){9})(?!\d)/g },
];
/** Singapore's have no arithmetic that is published for all of them. */
const singaporean =
  /(?<![a-z])(?:gst|uen|co)[\s.]*(?:reg(?:istration)?)?[\s.]*(?:no)?[\s.:]*((?:m[2r]-?\d{7}-?[\dx]|\d{8,9}[a-z]|[tsr]\d{2}[a-z]{2}\d{4}[a-z]))(?![a-z\d])/g;

const buyers = /(?<![a-z])(uw|ihre|votre|your|customer|client|kunde\w*|cliente|buyer|bill to|klant)(?![a-z])/;

/** The tax numbers of a document, with right check digits. */
export function printedTaxNumbers(rows: PrintedRow[]): PrintedTaxNumber[] {
  return rows.flatMap((row) => {
    const found: PrintedTaxNumber[] = [];
    const add = (value: string, country: string, index: number, length: number, score: number) => {
      if (found.some((other) => other.value.includes(value) || value.includes(other.value))) return;
      const isBuyers = buyers.test(row.plain.slice(0, index));
      const span = { place: spanOf(row, index, index + length).place, sureness: sureness(row, index, index + length) };
      found.push({ value, country, score, isBuyers, row: row.index, ...span });
    };
    for (const match of row.text.matchAll(withLetters)) {
      const [country = '', rest = ''] = [match[1], match[2]];
      const number = longestRight(country, rest.replace(/[^A-Z0-9]/g, ''));
      if (number) add(number, country, match.index, match[0].length, 5);
    }
    for (const match of row.text.matchAll(swiss)) {
      const number = match[0].replace(/[^A-Z0-9]/g, '');
      if (taxNumberWarning({ kind: 'VAT', number }, 'CH') === null) add(number, 'CH', match.index, match[0].length, 5);
    }
    for (const { country, kind, form, prefix } of labelled) {
      // Canada's numbers stand behind the same words as New Zealand's.
      if (country === 'NZ' && /hst|(?<![a-z])rt\s?\d{4}|tps|tvq/.test(row.plain)) continue;
      for (const match of row.plain.matchAll(form)) {
        const number = `${prefix}${(match[1] ?? '').replace(/[^a-z\d]/g, '').toUpperCase()}`;
        if (taxNumberWarning({ kind, number }, country) === null)
          add(number, country, match.index, match[0].length, 4.5);
      }
    }
    for (const match of row.plain.matchAll(singaporean)) {
      add((match[1] ?? '').toUpperCase(), 'SG', match.index, match[0].length, 3);
    }
    return found;
  });
}

/** The letters behind a number may have been taken for its end. */
function longestRight(country: string, rest: string): string | null {
  for (let length = rest.length; length >= 8; length--) {
    const number = `${country}${rest.slice(0, length)}`;
    if (taxNumberWarning({ kind: 'VAT', number }, country) === null) return number;
  }
  return null;
}

const usStates =
  'AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC';
const countrySigns: readonly [country: string, sign: RegExp, votes: number][] = [
  ['US', new RegExp(String.raw`(?<![A-Za-z])(?:${usStates})[.,\s]\s?\d{5}(?:-\d{4})?(?!\d)`), 2.5],
  ['US', /(?<![A-Za-z])(sales tax|state tax|USA|United States|zip code|gallons?|GAL)(?![A-Za-z])/i, 1.2],
  ['US', /(?<!\d)\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\d)/, 0.5],
  ['GB', /(?<![A-Z0-9])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?![A-Z0-9])/, 1.6],
  ['GB', /£|(?<![A-Za-z])(GBP|United Kingdom|England|Scotland|Wales|sort code|HMRC)(?![A-Za-z])|\+44/i, 1.6],
  [
    'IE',
    /(?<![A-Za-z])(Ireland|Dublin|Cork|Galway|Limerick|Waterford|Kilkenny|Sligo|Drogheda|Eircode|Co\.? (?:Cork|Galway|Kildare|Meath|Wicklow))(?![A-Za-z])|\+353|(?<![A-Z0-9])[AC-FHKNPRTV-Y]\d[\dW]\s?[\dAC-FHKNPRTV-Y]{4}(?![A-Z0-9])/,
    2,
  ],
  ['AU', /(?<![A-Za-z])(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)[,\s]\s?\d{4}(?!\d)/i, 2.2],
  ['AU', /(?<![A-Za-z])(A\.?B\.?N\.?|A\.?C\.?N\.?|BSB|AUD|Australia|BPAY)(?![A-Za-z])|\.com\.au/, 1.8],
  ['AU', /(?<![A-Za-z])EFTPOS(?![A-Za-z])/i, 0.5],
  ['NZ', /(?<![A-Za-z])EFTPOS(?![A-Za-z])/i, 0.5],
  ['NZ', /(?<![A-Za-z])GST[^\d]{0,14}\d{2,3}-\d{3}-\d{3}(?!\d)/i, 1.6],
  ['GB', /(?<![A-Za-z])VAT[^\d]{0,14}\d{3} ?\d{4} ?\d{2}(?!\d)/i, 1],
  ['IE', /(?<![A-Za-z])VAT[^\d]{0,14}IE ?\d{7}/i, 2],
  ['SG', /(?<![A-Za-z])S ?\(\d{6}\)|#[B\d]\d-\d{2,3}(?!\d)|(?<![A-Za-z])Blk ?\d/i, 1.6],
  [
    'NZ',
    /(?<![A-Za-z])(New Zealand|NZD|NZBN|Auckland|Wellington|Christchurch|Hamilton|Dunedin|Tauranga|Napier|Nelson|Rotorua|Queenstown|Whangarei|Invercargill)(?![A-Za-z])|\.co\.nz|\+64/,
    2.2,
  ],
  ['CA', /(?<![A-Z0-9])[ABCEGHJ-NPRSTVXY]\d[A-Z]\s?\d[A-Z]\d(?![A-Z0-9])/, 2.2],
  ['CA', /(?<![A-Za-z])(HST|PST|QST|TPS|TVQ|CAD|Canada|Ontario|Quebec|Alberta|Interac)(?![A-Za-z])/, 1.8],
  ['SG', /(?<![A-Za-z])(Singapore|SGD|UEN|PayNow|NETS)(?![A-Za-z])|\+65|S\$/, 2],
  [
    'DE',
    /(?<![A-Za-z])(GmbH|MwSt|USt|Steuernummer|Rechnung|Deutschland|Bargeld|Summe|Handelsregister|Amtsgericht)(?![A-Za-z])|\+49/i,
    1,
  ],
  ['AT', /(?<![A-Za-z])(Österreich|Wien|ATU\d{8})(?![A-Za-z])|\+43/, 1.6],
  ['CH', /(?<![A-Za-z])(CHF|Schweiz|Suisse|Zürich)(?![A-Za-z])|\+41/, 1.8],
  ['FR', /(?<![A-Za-z])(TVA|SARL|SAS|Siret|Siren|France|Facture|RCS)(?![A-Za-z])|\+33/i, 1],
  ['NL', /(?<![A-Za-z])(BTW|KvK|Factuur|Nederland|B\.V\.)(?![A-Za-z])|\+31/i, 1],
  ['BE', /(?<![A-Za-z])(België|Belgique|BVBA)(?![A-Za-z])|\+32/, 1.6],
  ['IT', /(?<![A-Za-z])(Partita IVA|P\.? ?IVA|Fattura|Italia|S\.r\.l|S\.p\.A|Imponibile)(?![A-Za-z])|\+39/i, 1],
  ['ES', /(?<![A-Za-z])(Factura|NIF|CIF|España|Base imponible)(?![A-Za-z])|\+34/i, 1],
];

/** Where the document comes from, by its numbers, places and words. */
export function countryVotes(rows: PrintedRow[], taxNumbers: PrintedTaxNumber[]): Map<string, number> {
  const votes = new Map<string, number>();
  const vote = (country: string, count: number) => votes.set(country, (votes.get(country) ?? 0) + count);
  for (const { country, isBuyers } of taxNumbers) if (!isBuyers) vote(country, 4);
  for (const [country, sign, count] of countrySigns) {
    const seen = rows.filter(({ text }) => sign.test(text)).length;
    if (seen > 0) vote(country, count + Math.min(1, (seen - 1) * 0.3));
  }
  return votes;
}

export const dollarCountries: readonly string[] = ['US', 'AU', 'NZ', 'CA', 'SG', 'HK'];
const signs: Record<string, string> = {
  '£': 'GBP',
  '€': 'EUR',
  RM: 'MYR',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  C$: 'CAD',
  CA$: 'CAD',
  S$: 'SGD',
  SG$: 'SGD',
  US$: 'USD',
  HK$: 'HKD',
};
const codes =
  /(?<![A-Za-z])(EUR|USD|GBP|AUD|NZD|CAD|SGD|CHF|HKD|ZAR|MYR|DKK|SEK|NOK|PLN|CZK|JPY|INR|EURO?)(?![A-Za-z])/g;

/** The currency: by codes and signs at amounts, and else by the country's. */
export function currencyOf(
  printed: PrintedText,
  amounts: MeantAmount[],
  country: string | null,
  baseCurrency: string | null,
  source: ReadSource,
): Found<string> | null {
  const scores = new Map<string, Candidate<string>>();
  const add = (value: string, score: number, from?: { place: MeantAmount['place']; sureness: number }) => {
    const known = scores.get(value);
    if (known) known.score += score;
    else scores.set(value, { value, score, place: from?.place ?? null, sureness: from?.sureness ?? 1 });
  };
  const own = country === null ? null : usualCurrency(country);
  for (const amount of amounts) {
    if (amount.currency === null) continue;
    if (amount.currency === '$') {
      const dollars =
        own && country && dollarCountries.includes(country) ? own : baseCurrency?.endsWith('D') ? baseCurrency : 'USD';
      add(dollars, 1, amount);
    } else add(signs[amount.currency] ?? amount.currency, 1.5, amount);
  }
  for (const row of printed.rows) {
    for (const match of row.text.matchAll(codes)) {
      const code = match[1] === 'EURO' ? 'EUR' : (match[1] ?? '');
      const isAtTotal = /total|summe|betrag|amount|zahlen|payer|totaal|totale|currency|wahrung|devise|valuta/.test(
        row.plain,
      );
      if (code.length === 3)
        add(code, isAtTotal ? 2.5 : 0.8, {
          place: spanOf(row, match.index, match.index + code.length).place,
          sureness: 1,
        });
    }
  }
  for (const [sign, code] of Object.entries({ '€': 'EUR', '£': 'GBP' })) {
    const row = printed.rows.find(({ text }) => text.includes(sign));
    if (row)
      add(code, 1, { place: spanOf(row, row.text.indexOf(sign), row.text.indexOf(sign) + 1).place, sureness: 1 });
  }
  if (own) add(own, 1.2);
  else if (baseCurrency && scores.size === 0 && amounts.length > 0) add(baseCurrency, 0.6);
  return bestOf(
    [...scores.values()].map((each) => ({ ...each, score: Math.min(6, each.score) })),
    3,
    source,
  );
}
