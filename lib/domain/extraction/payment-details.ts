import { ibanOf } from '../iban.ts';
import { bestOf, type Candidate, type Found } from './found-values.ts';
import { type PrintedRow, type PrintedText, spanOf, sureness } from './printed-text.ts';
import type { ReadSource } from './reading.ts';

type Method = 'cash' | 'card' | 'transfer' | 'directDebit' | 'cheque' | 'other';

export type PaymentDetails = {
  supplierIban: Found<string> | null;
  supplierAccount: Found<string> | null;
  paymentMethod: Found<Method> | null;
  cardDigits: Found<string> | null;
};

const methods: readonly [Method, RegExp, number][] = [
  [
    'directDebit',
    /direct debit|lastschrift(?!.{0,12}karte)|prelevement|sepa.{0,12}mandat|incasso|domicilia|addebito/,
    3.2,
  ],
  [
    'card',
    /(?<![a-z])(visa|master\s?card|amex|american express|maestro|eftpos|girocard|ec[\s-]?karte|ec[\s-]?cash|debit card|credit card|kreditkarte|kartenzahlung|carte bancaire|contactless|chip read|card number|card no|auth(orisation)? code|approval|aid|v\s?pay|interac|discover|tarjeta|pin verified)(?![a-z])/,
    3,
  ],
  [
    'cash',
    /(?<![a-z])(cash(?! back| discount| sale)|bargeld|bar|especes|contant|contanti|efectivo|change due|ruckgeld|wechselgeld)(?![a-z])/,
    2.6,
  ],
  ['cheque', /(?<![a-z])(paid by che(que|ck)|cheque no|check no)(?![a-z])/, 2],
  [
    'transfer',
    /(?<![a-z])(bank transfer|bacs|electronic funds|eft|uberweisung|virement|bankubuerweisung|bankuberweisung|overschrijving|bonifico|transferencia|direct deposit|bsb|sort code)(?![a-z])/,
    1.8,
  ],
];

/** How it was or is to be paid, and to which account. */
export function paymentDetails(printed: PrintedText, source: ReadSource): PaymentDetails {
  const { rows } = printed;
  const isUnsure = (row: PrintedRow) =>
    /no longer|not accept|n'est plus|we accept|nicht mehr|accepted|modes? de|options?|ways to pay/.test(row.plain);
  const method = rows.flatMap((row) =>
    methods.flatMap(([value, pattern, score]) => {
      const match = pattern.exec(row.plain);
      if (!match || isUnsure(row)) return [];
      return { value, score, ...at(row, match.index, match.index + match[0].length) };
    }),
  );
  return {
    supplierIban: bestOf(rows.flatMap(ibansOf), 4, source),
    supplierAccount: bestOf(accountsOf(rows), 4, source),
    paymentMethod: bestOf(method, 4, source),
    cardDigits: bestOf(rows.flatMap(cardDigitsOf), 4, source),
  };
}

const at = (row: PrintedRow, start: number, end: number) => ({
  place: spanOf(row, start, end).place,
  sureness: sureness(row, start, end),
});

function ibansOf(row: PrintedRow): Candidate<string>[] {
  return [...row.text.matchAll(/(?<![A-Za-z0-9])([A-Z]{2}\d{2}(?:[\s-]?[A-Z0-9]){11,32})/g)].flatMap((match) => {
    // The words behind it may have been taken for its end.
    const written = (match[1] ?? '').replace(/[\s-]/g, '');
    for (let length = Math.min(ibanLengths[written.slice(0, 2)] ?? 34, written.length); length >= 15; length--) {
      const iban = written.slice(0, length);
      if (ibanOf(iban)) return { value: iban, score: 4, ...at(row, match.index, match.index + match[0].length) };
    }
    return [];
  });
}

/** ISO 13616: how long the IBANs of the countries are whose documents are read; by chance a part of one is right too. */
const ibanLengths: Record<string, number> = Object.fromEntries(
  'AT20 BE16 CH21 DE22 DK18 ES24 FI18 FR27 GB22 IE22 IT27 LU20 NL18 NO15 PL28 PT25 SE24'
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** What stands before the numbers of an account, by the country whose banks say so. */
const accountForms: readonly RegExp[] = [
  /(?<![a-z])bsb[\s:.#no]*(?<one>\d{3}[\s-]?\d{3})\D{0,40}?(?<two>\d{5,10})(?!\d)/,
  /(?<![a-z])sort\s?code[\s:.]*(?<one>\d{2}[\s-]?\d{2}[\s-]?\d{2})\D{0,40}?(?<two>\d{8})(?!\d)/,
  /(?:routing|aba)(?:\s?(?:no|number))?[\s:.#]*(?<one>\d{9})\D{0,40}?(?<two>\d{6,17})(?!\d)/,
  /(?<![\d-])(?<one>\d{2}[\s-]\d{4}[\s-]\d{7}[\s-]\d{2,3})(?![\d-])(?<two>)/,
];

function accountsOf(rows: PrintedRow[]): Candidate<string>[] {
  return rows.flatMap((row, index) => {
    // Both numbers may stand in two rows.
    const next = rows[index + 1];
    const texts = [row.plain, next ? `${row.plain} ${next.plain}` : row.plain];
    for (const text of texts) {
      for (const form of accountForms) {
        const match = form.exec(text);
        if (!match || match.index >= row.plain.length) continue;
        const { one = '', two = '' } = match.groups ?? {};
        const value = [one.trim(), two.trim()].filter(Boolean).join(' ');
        return {
          value,
          score: 3.5,
          ...at(row, match.index, Math.min(row.plain.length, match.index + match[0].length)),
        };
      }
    }
    return [];
  });
}

/** The last four digits of a card, where the others are hidden. */
function cardDigitsOf(row: PrintedRow): Candidate<string>[] {
  const hidden = /(?:[x*#•·.]{4,}[\s-]*|(?:[x*#•]{2,4}[\s-]+){2,}|[x*]{2,}[\s-]?)(\d{4})(?!\d|[.,]\d)/gi;
  const named =
    /(?:visa|master\s?card|amex|card|account|acct|karte)[^\d]{0,12}(?:ending(?: in)?|ends? in|no\.?|#|\.\.\.)[^\d]{0,6}(\d{4})(?!\d)/gi;
  return [hidden, named].flatMap((pattern, which) =>
    [...row.text.matchAll(pattern)].map((match) => ({
      value: match[1] ?? '',
      score: 3.5 - which,
      ...at(row, match.index, match.index + match[0].length),
    })),
  );
}
