import { bestOf, type Candidate, type Found } from './found-values.ts';
import { knownShops, shopLetters } from './known-shops.ts';
import { dateLabels, moneyLabels, numberLabels, partyLabels } from './labels.ts';
import type { PrintedTaxNumber } from './origin.ts';
import { amountsOf } from './printed-amounts.ts';
import { datesOf } from './printed-dates.ts';
import { type Cell, overlaps, type PrintedRow, type PrintedText, plainText, spanOf, sureness } from './printed-text.ts';
import type { ReadSource } from './reading.ts';

export type Parties = {
  supplierName: Found<string> | null;
  supplierPhone: Found<string> | null;
  supplierDomain: Found<string> | null;
  buyerName: Found<string> | null;
};

export type OwnBusiness = { names: string[]; taxNumbers: string[] };

const NAME_IS_SURE = 7.5;

/** Who wrote the document and who it is for, by where names stand and what stands at them. Never ourselves. */
export function partiesOf(
  printed: PrintedText,
  taxNumbers: PrintedTaxNumber[],
  own: OwnBusiness,
  source: ReadSource,
): Parties {
  const domains = domainsOf(printed.rows);
  const buyers = buyerNames(printed);
  const candidates = nameCandidates(printed, taxNumbers, domains, buyers).filter(({ value }) => !isOwn(value, own));
  return {
    supplierName: bestOf(candidates, NAME_IS_SURE, source, nameLetters),
    supplierPhone: bestOf(phonesOf(printed.rows), 4, source),
    supplierDomain: bestOf(domains, 4, source),
    buyerName: bestOf(buyers, 5, source, nameLetters),
  };
}

/** A name as it is compared: letters and digits alone. */
export const nameLetters = (name: string) => plainText(name).replace(/[^a-z0-9]/g, '');

function isOwn(name: string, { names }: OwnBusiness): boolean {
  const letters = nameLetters(name);
  return names.some((own) => {
    const ours = nameLetters(own);
    return (
      ours.length >= 4 &&
      (letters === ours || (letters.length >= 5 && (ours.includes(letters) || letters.includes(ours))))
    );
  });
}

/** Legal forms, which a business has behind its name and a person has not. */
const LEGAL_FORM =
  /(?<![A-Za-z0-9]|\d\s)(sdn\.?\s?bhd|pty\.?\s?(ltd|limited)|pte\.?\s?(ltd|limited)|ltd|limited|llc|llp|inc|incorporated|corp|corporation|company|co\.|plc|gmbh(\s?&\s?co\.?\s?kg(aa)?)?|mbh|ohg|kg|e\.\s?k|ag|ug|s\.?\s?a\.?\s?r\.?\s?l|sarl|sas|sasu|eurl|s\.?\s?a\.?\s?s|b\.?\s?v|n\.?\s?v|v\.?o\.?f|s\.?\s?n\.?\s?c|s\.?\s?r\.?\s?l(\.?\s?u)?|s\.?\s?p\.?\s?a|s\.\s?l(\.\s?u)?|s\.a|oy|ab|a\/s|aps|dac|clg|group|holdings?|services?|solutions|enterprises?|trading|partners|associates|consulting|supplies)\.?(?![A-Za-z])/i;
const ADDRESS =
  /(?<![a-z])(street|road|avenue|ave|lane|drive|blvd|boulevard|highway|hwy|suite|ste|floor|level|unit|block|po box|p\.o\.|postfach|strasse|str\.|weg|platz|allee|gasse|ring|rue|avenue|bd|cedex|via|piazza|calle|plaza|avda|straat|laan|plein|parade|terrace|crescent|court|place|way|square|estate|industrial|business park|quay|united states|united kingdom|australia|deutschland|germany|france|nederland|netherlands|ireland|singapore|new zealand|canada|blk \d+|block|centre \d|central \d)(?![a-z])|(?<=[a-z] )(st|rd|pde|dr|ln|cres|tce|hwy|mall)\.?( [nsew])?$|^#\d|#[a-z]?\d+-\d+|^\W*\d+[a-z]?[\s,]|(?<!\d)\d{4,5}(?!\d)|[a-z]{1,2}\d{1,2}[a-z]?\s?\d[a-z]{2}(?![a-z])|(?<![a-z])[a-z]\d[a-z]\s?\d[a-z]\d(?![a-z\d])|, [a-z]{2}$|stra(?:ss|s|b)e(?![a-z])|(?<=[a-z]{3})str\.?\s?\d/;
/** `33100 Paderborn`, `Oceanside, CA 92056`. */
const TOWN = /^\W*(?:[a-z]{1,2}-)?\d{4,5}\s?[a-z]{3}[a-z .\-/]*$|^[a-z .'-]+,?\s?[a-z]{2}\.?\s?\d{5}(?:-\d{4})?$/;
const NO_NAME =
  /(?<![a-z])(tel|phone|fax|invoice|tax invoice|receipt|rechnung|facture|factuur|fattura|factura|date|datum|page|seite|pagina|www|http|https|e-?mail|order|cashier|server|table|terminal|register|store|welcome|thank|thanks|danke|merci|copy|original|duplicate|reprint|statement|credit note|gutschrift|avoir|quantity|description|amount|total|subtotal|vat|gst|abn|mwst|iban|bic|swift|bank|account|terms|due|balance|customer|kunde|guest(?! ?house)|check|trans|ref|reference|number|nummer|no|nr|manager|mgr|open|hours|offnungszeiten|survey|feedback|visit|save|item|qty|price|approved|sale|uhr|mo|kopie|cardholder|merchant copy|customer copy|your|you|we|for|of|the following|please|delivery|lieferung|adresse|address|contact|pump|regular|unleaded|pos|details|summary|beleg|bon|kasse|filiale|markt|eur|euro|usd|gbp|payment|zahlung|delivered|purchase|lieferschein)(?![a-z])|@/;
/** The same where readers lost the spaces. */
const GLUED_NO_NAME =
  /^(salesreceipt|taxinvoice|customercopy|merchantcopy|cardholdercopy|cashreceipt|thankyou.*|welcometo|originalreceipt|servedby.*|receiptno.*|invoiceno.*|tableno.*|orderno.*)$/;
const LEGAL_ROW =
  /(?<![a-z])(registered|company (?:no|number|reg)|reg(?:istered)? (?:no|office|in)|handelsregister|amtsgericht|registergericht|geschaftsfuhrer|vorstand|hrb|hra|siege social|capital|siret|siren|rcs|kvk|ust-?id\w*|vat (?:no|reg|number)|abn|acn|sede legale|capitale sociale|registro mercantil|inscrita)(?![a-z])/;

type Domain = Candidate<string>;

function nameCandidates(
  printed: PrintedText,
  taxNumbers: PrintedTaxNumber[],
  domains: Domain[],
  buyers: Candidate<string>[],
): Candidate<string>[] {
  const { rows } = printed;
  const counts = nameCounts(rows);
  const cores = domains
    .map(({ value, score }) => ({ core: value.split('.')[0] ?? '', score }))
    .filter(({ core }) => core.length >= 3);
  const buyerLetters = new Set(buyers.filter(({ score }) => score >= 3).map(({ value }) => nameLetters(value)));
  const firstPage = rows.filter(({ page }) => page === 0);
  const heights = heightsOf(firstPage);
  const taxRows = taxNumbers.filter(({ isBuyers }) => !isBuyers).map(({ row }) => row);
  const named: Candidate<string>[] = [];
  for (const row of rows) {
    const order = firstPage.indexOf(row);
    for (const cell of row.cells) {
      for (const piece of piecesOf(row, cell)) {
        const score = scoreOf(row, piece, order);
        if (score !== null)
          named.push({
            value: piece.name,
            score,
            place: spanOf(row, piece.start, piece.end).place,
            sureness: sureness(row, piece.start, piece.end),
          });
      }
    }
  }
  return [...named, ...sellerNames(printed), ...shopNames(printed, domains), ...domainNames(domains, named)];

  function scoreOf(row: PrintedRow, piece: Piece, order: number): number | null {
    const plain = plainText(piece.name);
    const letters = nameLetters(piece.name);
    const alphabetic = letters.replace(/\d/g, '').length;
    if (alphabetic < 2 || letters.length > 60) return null;
    const hasForm = LEGAL_FORM.test(piece.name);
    if (isLabel(plain) || /^\W*(sarl|sas|sasu|eurl|sa|s\.a\.) (au|a) capital/.test(plain)) return null;
    const isFoot = order < 0 || row.top > 0.75 * (firstPage.at(-1)?.bottom ?? 1);
    if (order > 14 && !hasForm && !piece.isSender && !isLegalNeighbour(row)) return null;
    if (datesOf(row, 'dayFirst').some(({ start, end }) => start < piece.end && end > piece.start)) return null;
    if (amountsOf(row, printed).length > 0 || isAddress(row, plain, hasForm)) return null;
    const height =
      (row.words.find((_, index) => (row.starts[index] ?? 0) >= piece.start)?.bottom ?? row.bottom) -
      (row.words.find((_, index) => (row.starts[index] ?? 0) >= piece.start)?.top ?? row.top);
    const domain = cores.find(({ core }) => isOfDomain(letters, core));
    let score = order >= 0 && order <= 14 ? 3 - order * 0.3 : 0.4;
    if (hasForm) score += 2.4;
    if (piece.isSender) score += 2.6;
    if (domain) score += 2.2 + Math.min(1.4, domain.score * 0.4);
    if (height > heights * 1.7) score += 1.8;
    else if (height > heights * 1.25) score += 0.9;
    if ((counts.get(letters) ?? 1) > 1) score += 0.8;
    if (isLegalNeighbour(row) && (hasForm || isFoot)) score += 1.8;
    if (taxRows.some((each) => Math.abs(each - row.index) <= 2) && hasForm) score += 1;
    if (ADDRESS.test(plain) && !hasForm) score -= 3.2;
    if (NO_NAME.test(plain) || GLUED_NO_NAME.test(letters)) score -= hasForm || domain ? 1.2 : 3.4;
    if (moneyLabels(plain).length > 0 && !hasForm && !domain) score -= 1;
    if (alphabetic / piece.name.replace(/\s/g, '').length < 0.6) score -= 1.6;
    if (alphabetic < 4 && !domain) score -= 0.8;
    if (/\p{L}{2,}\s+\p{L}{2,}/u.test(piece.name)) score += 0.3;
    // Right above a street or a town.
    if (isAboveAddress(row) && !ADDRESS.test(plain)) score += 1.4;
    // Logos, stamps and handwriting are seen as letters that make no word.
    score -= (1 - sureness(row, piece.start, piece.end)) * 7;
    if (piece.name.length > 42) score -= 1.2;
    if (isSentence(piece.name)) score -= 4;
    if (/[.:!?]$/.test(piece.name) && !hasForm) score -= 0.8;
    // Whom it is for stands beside its number and its date, even where no word says so.
    if (order > 2 && isBesideNumbers(row, piece)) score -= 1.4;
    if (isBesideBuyer(row, piece)) score -= 5;
    if (buyerLetters.has(letters) || isBelowBuyer(printed, row, piece)) score -= 5;
    return score > -1 ? score : null;
  }

  /** A street above its town, or the town itself: who lives there is called otherwise. */
  function isAddress(row: PrintedRow, plain: string, hasForm: boolean): boolean {
    if (hasForm) return false;
    if (TOWN.test(plain)) return true;
    const below = rows[row.index + 1];
    return /[a-z]{3}\.?\s?\d{1,4}\s?[a-z]?$/.test(plain) && below?.page === row.page && TOWN.test(below.plain);
  }

  function isAboveAddress(row: PrintedRow): boolean {
    return rows
      .slice(row.index + 1, row.index + 3)
      .some((each) => each.page === row.page && ADDRESS.test(each.plain) && /\d/.test(each.plain));
  }

  /** `Guest    R. Winter` */
  function isBesideBuyer(row: PrintedRow, piece: Piece): boolean {
    const before = row.cells.filter(({ end }) => end <= piece.start).at(-1);
    if (!before) return false;
    const plain = row.plain.slice(before.start, before.end);
    return partyLabels(plain).some(
      ({ meaning, start, end }) => meaning === 'buyer' && start <= 2 && plain.length - end <= 2,
    );
  }

  function isBesideNumbers(row: PrintedRow, piece: Piece): boolean {
    return row.cells.some(({ start, end }) => {
      const plain = row.plain.slice(start, end);
      const isOther = start >= piece.end;
      return isOther && (numberLabels(plain).length > 0 || dateLabels(plain).length > 0);
    });
  }

  function isLegalNeighbour(row: PrintedRow): boolean {
    return [row, rows[row.index + 1]].some(
      (each) => each !== undefined && each.page === row.page && LEGAL_ROW.test(each.plain),
    );
  }
}

/** Nothing but words that stand at values: `Invoice date`, `Vervaldatum`. */
function isLabel(plain: string): boolean {
  const letters = plain.replace(/[^a-z]/g, '').length;
  return [dateLabels, numberLabels].some((find) => {
    const labels = find(plain);
    const covered = labels.reduce(
      (all, { start, end }) => all + plain.slice(start, end).replace(/[^a-z]/g, '').length,
      0,
    );
    return labels.length > 0 && covered === letters;
  });
}

function heightsOf(rows: PrintedRow[]): number {
  const heights = rows
    .flatMap(({ words }) => words.map(({ top, bottom }) => bottom - top))
    .sort((one, other) => one - other);
  return heights[Math.floor(heights.length / 2)] ?? 0.01;
}

function nameCounts(rows: PrintedRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const cell of row.cells) {
      for (const { name } of piecesOf(row, cell))
        counts.set(nameLetters(name), (counts.get(nameLetters(name)) ?? 0) + 1);
    }
  }
  return counts;
}

type Piece = { name: string; start: number; end: number; isSender: boolean };

/** A cell as a name; of a row with a whole address, such as above the window of an envelope, its first part. */
function piecesOf(row: PrintedRow, cell: Cell): Piece[] {
  const text = row.text.slice(cell.start, cell.end);
  const parts = text.split(/\s+[-–—•·|*|]\s+|\s?[•·|]\s?|(?<=\p{L}{4}),\s+(?=.*\d)/u);
  // `New York, NY 10001` has no name in it.
  const rest = parts.slice(1).join(' ');
  // Behind a dot or a bar stands the address whole: `Harbour Print · 7 Quay Street, Bristol BS1 4AB`.
  const isParted = parts.length === 2 && /[•·|]/.test(text) && /,/.test(rest);
  const hasStreet = isParted || (parts.length >= 3 && /\d/.test(parts[1] ?? ''));
  const isSender = hasStreet && /\d{4,5}|[A-Z]{1,2}\d/.test(rest);
  const [first = text] = parts;
  const legal = LEGAL_FORM.exec(text);
  // `Free SAS au capital de 3.441.812 Euros`: the name ends with its legal form.
  const isSentence = legal && legal.index > 1 && text.length > legal.index + legal[0].length + 8;
  const written = isSender ? first : isSentence ? text.slice(0, legal.index + legal[0].length) : text;
  const name = cleanName(written);
  if (!name) return [];
  const start = cell.start + Math.max(0, text.indexOf(name));
  return [{ name, start, end: start + name.length, isSender }];
}

/** Without numbers of registers and what readers see in ornaments. */
export function cleanName(written: string): string {
  return written
    .replace(/\(?\b(?:co\.?\s*)?reg(?:istration)?\.?\s*(?:no|nr)?\.?.*$/i, '')
    .replace(/\s*\(?\d{5,}[-\w]*\)?\s*$/, '')
    .replace(/^[^\p{L}\p{N}(&'"]+|[\s,:;\-–/(*|_=~#<>"]+$/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words that are small within names. */
const SMALL_WORD = /^(and|the|for|und|oder|von|van|der|den|des|del|dell|della|les|pour|per|with)$/;

/** Names are written with capitals, as a whole or at their words; sentences are not. */
function isSentence(name: string): boolean {
  const words = name.split(/\s+/).filter((word) => /\p{L}{3}/u.test(word) && !SMALL_WORD.test(word));
  const small = words.filter((word) => /^\p{Ll}/u.test(word));
  return small.length >= 4 && small.length * 2 > words.length;
}

/** Whether a name and a domain's first part are of one business: `Coolblue B.V.` and `coolblue`. */
function isOfDomain(letters: string, core: string): boolean {
  const domain = core.replace(/[^a-z0-9]/g, '');
  const name = letters.replace(
    /(gmbhcokg|gmbh|ptyltd|pteltd|limited|ltd|llc|inc|plc|bv|ag|sarl|sas|srl|spa|corp|company)$/,
    '',
  );
  if (domain.length < 3 || name.length < 3) return false;
  return (
    name === domain || (name.length >= 4 && domain.startsWith(name)) || (domain.length >= 4 && name.startsWith(domain))
  );
}

/** Words of a mail provider, or of those who make invoices for others. */
const foreignDomains =
  /^(gmail|googlemail|yahoo|hotmail|outlook|live|icloud|aol|gmx|web|t-online|msn|btinternet|bigpond|xtra|orange|wanadoo|free|laposte|example|tcpdf|facebook|twitter|instagram|linkedin|youtube|paypal|stripe|w3|adobe|survey|tell)$/;

function domainsOf(rows: PrintedRow[]): Domain[] {
  const found = new Map<string, Domain>();
  for (const row of rows) {
    for (const match of row.text.matchAll(
      /(?:(?<mail>[\w.+-]+)@|www\.|https?:\/\/(?:www\.)?|(?<![\w.@]))((?:[a-z0-9-]+\.)+(?:com|net|org|io|co|eu|info|biz|shop|app|de|at|ch|fr|nl|be|it|es|ie|uk|au|nz|ca|sg|us)(?:\.(?:au|nz|uk|sg|za))?)(?![\w@-]|\.[a-z])/gi,
    )) {
      const written = (match[2] ?? '').toLowerCase();
      const parts = written.split('.');
      const depth = /\.(com|co|net|org|gov|edu)\.[a-z]{2}$/.test(written) ? 3 : 2;
      const domain = parts.slice(-depth).join('.');
      if (foreignDomains.test(domain.split('.')[0] ?? '')) continue;
      const isLink = /www|http|@/i.test(match[0]);
      if (!isLink && !/^[a-z0-9-]+(\.com?)?\.[a-z]{2,3}$/.test(domain)) continue;
      const known = found.get(domain);
      const score = isLink ? 3 : 2;
      const index = match.index + match[0].length - written.length;
      if (known) known.score = Math.min(4, known.score + 0.6);
      else
        found.set(domain, {
          value: domain,
          score,
          place: spanOf(row, index, index + written.length).place,
          sureness: sureness(row, index, index + written.length),
        });
    }
  }
  return [...found.values()];
}

function phonesOf(rows: PrintedRow[]): Candidate<string>[] {
  return rows.flatMap((row) => {
    const match =
      /(?<![a-z])(?:tel\w*|phone|ph|telefon|t|call|mobile)[\s.:]*(\+?[\d(][\d\s()./-]{6,18}\d)/.exec(row.plain) ??
      /(?<![\d.,])(\(?\d{3}\)?[\s.-]\d{3}-\d{4}|\+\d{2}[\s\d()-]{8,16}\d)(?!\d)/.exec(row.plain);
    if (!match || /(?<![a-z])fax/.test(row.plain.slice(0, match.index + 4))) return [];
    const number = match[1] ?? '';
    const start = match.index + match[0].length - number.length;
    const score = (match[0].length > number.length ? 3.5 : 2.5) - row.index / Math.max(1, rows.length);
    return {
      value: number.trim(),
      score,
      place: spanOf(row, start, start + number.length).place,
      sureness: sureness(row, start, start + number.length),
    };
  });
}

/** What stands at or below words such as `Bill to`. */
function buyerNames(printed: PrintedText): Candidate<string>[] {
  return partyNames(printed, 'buyer').map((each) => ({ ...each, score: each.score - 1 }));
}

function sellerNames(printed: PrintedText): Candidate<string>[] {
  return partyNames(printed, 'seller');
}

function partyNames(printed: PrintedText, wanted: 'buyer' | 'seller'): Candidate<string>[] {
  return printed.rows.flatMap((row) =>
    row.cells.flatMap((cell) => {
      const plain = row.plain.slice(cell.start, cell.end);
      const label = partyLabels(plain).find(({ start }) => start <= 2 || /[\s:–-]$/.test(plain.slice(0, start)));
      if (!label || label.meaning !== wanted) return [];
      const isShort = /^(to|from|customer|client|company|recipient|attention|attn|merchant)$/.test(
        plain.slice(label.start, label.end).trim(),
      );
      const hasColon = /^\s*:/.test(plain.slice(label.end));
      // A word in a sentence is no label: `delivered to the customer`.
      if (label.start > 2 && !hasColon && wanted === 'buyer') return [];
      const rest = row.text.slice(cell.start + label.end, cell.end).replace(/^[\s:.\-–]+/, '');
      const isLabel = rest.length === 0 || hasColon || label.start <= 2;
      if (isShort && !hasColon && rest.length > 0) return [];
      if (!isLabel) return [];
      const inCell = /\p{L}{2}/u.test(rest)
        ? { at: row, start: row.text.indexOf(rest, cell.start + label.end), text: rest }
        : null;
      const target = inCell ?? besideOrBelow(printed, row, cell);
      if (!target) return [];
      const name = cleanName(target.text.split(/\s+[-–|]\s+|,\s/)[0] ?? '');
      const bare = plainText(name);
      if (
        nameLetters(name).length < 3 ||
        name.length > 60 ||
        (NO_NAME.test(bare) && !LEGAL_FORM.test(name)) ||
        /^\W*\d/.test(name)
      )
        return [];
      const end = target.start + name.length;
      return {
        value: name,
        score: ADDRESS.test(bare) && !LEGAL_FORM.test(name) ? 1.5 : 5,
        place: spanOf(target.at, target.start, end).place,
        sureness: sureness(target.at, target.start, end),
      };
    }),
  );
}

function besideOrBelow(printed: PrintedText, row: PrintedRow, cell: Cell) {
  const [beside] = row.cells.filter(({ start }) => start >= cell.end);
  const following = printed.rows[row.index + 1];
  // Of a list of words with their values, what is below is the next word.
  const isList =
    beside !== undefined &&
    row.cells.length === 2 &&
    following?.cells.length === 2 &&
    Math.abs((following.cells[0]?.left ?? 1) - cell.left) < 0.02 &&
    partyLabels(row.plain.slice(beside.start, beside.end)).length === 0;
  if (isList) return { at: row, start: beside.start, text: beside.text };
  for (const below of printed.rows.slice(row.index + 1, row.index + 3)) {
    if (below.page !== row.page || below.top - row.bottom > 2.5 * printed.rowHeight) break;
    const under = below.cells.find((each) => overlaps(each, cell) || Math.abs(each.left - cell.left) < 0.02);
    if (under && partyLabels(below.plain.slice(under.start, under.end)).length === 0) {
      return { at: below, start: under.start, text: under.text };
    }
    if (under) break;
  }
  const next = row.cells[row.cells.indexOf(cell) + 1];
  if (!next || partyLabels(row.plain.slice(next.start, next.end)).length > 0) return null;
  return { at: row, start: next.start, text: next.text };
}

/** Whether it stands in the column below a buyer's label, with nothing but other lines of the address between. */
function isBelowBuyer(printed: PrintedText, row: PrintedRow, piece: Piece): boolean {
  const column = spanOf(row, piece.start, piece.end);
  let bottom = row.top;
  for (let index = row.index; index >= Math.max(0, row.index - 5); index--) {
    const above = printed.rows[index];
    if (!above || above.page !== row.page) return false;
    const cell =
      index === row.index
        ? row.cells.find(({ start, end }) => start <= piece.start && end >= piece.end)
        : above.cells.find((each) => overlaps(each, column) || Math.abs(each.left - column.left) < 0.02);
    if (!cell) continue;
    if (bottom - above.bottom > 2.2 * printed.rowHeight) return false;
    bottom = above.top;
    const plain = above.plain.slice(cell.start, cell.end);
    const labels = partyLabels(plain).filter(({ start }) => start <= 2);
    if (labels.some(({ meaning }) => meaning === 'seller')) return false;
    if (
      labels.some(
        ({ meaning, end }) => meaning === 'buyer' && (/^\W*$/.test(plain.slice(end)) || /^\s*:/.test(plain.slice(end))),
      )
    )
      return true;
  }
  return false;
}

function shopNames(printed: PrintedText, domains: Domain[]): Candidate<string>[] {
  const cores = domains.map(({ value }) => (value.split('.')[0] ?? '').replace(/[^a-z0-9]/g, ''));
  const last = Math.max(1, printed.rows.length);
  return printed.rows.flatMap((row) => {
    const letters = ` ${shopLetters(plainText(row.text))} `;
    const compact = letters.replace(/\s/g, '');
    const words = [...letters.split(' '), compact];
    const hasAmount = amountsOf(row, printed).length > 0;
    // `Bill to: Shell Café`: whoever it is for is no shop that it came from.
    if (partyLabels(row.plain).some(({ meaning, start }) => meaning === 'buyer' && start <= 2)) return [];
    return knownShops.flatMap((shop) => {
      const isThere = letters.includes(` ${shop.letters} `);
      // Readers lose spaces, and domains have none.
      const glued = shop.letters.replace(/\s/g, '');
      // One or two letters more make another word: `Central`.
      const isGlued =
        glued.length >= 5 &&
        !shop.isCommon &&
        words.some(
          (word) => word.startsWith(glued) && (word.length === glued.length || word.length > glued.length + 2),
        );
      if (!isThere && !isGlued) return [];
      // A name that is a word stands for itself, or with its legal form.
      const isAlone =
        compact.length <=
        shop.letters.length + (/gmbh|ltd|inc|plc|pty|llc/.test(compact) ? 14 : shop.letters.length > 3 ? 5 : 0);
      if (hasAmount || (shop.isCommon && !isAlone)) return [];
      const isTop = row.index < 6;
      if (shop.isCommon && !isTop && !/(gmbh|ltd|inc|ag|kg|pty|www|\.de|\.com)/.test(row.plain)) return [];
      const score =
        (isThere ? 4.6 : 3.6) +
        (cores.includes(shop.letters.replace(/\s/g, '')) ? 3 : 0) +
        (isTop ? 2.2 - row.index * 0.2 : 0.4) -
        (row.index / last) * 0.4 +
        Math.min(0.6, shop.letters.length * 0.04);
      return { value: shop.name, score, place: spanOf(row, 0, row.text.length).place, sureness: 0.95 };
    });
  });
}

/** Where nothing but an address on the web names the business. */
function domainNames(domains: Domain[], named: Candidate<string>[]): Candidate<string>[] {
  return domains.flatMap(({ value, score, place, sureness: sure }) => {
    const core = value.split('.')[0] ?? '';
    if (core.length < 3 || named.some((each) => isOfDomain(nameLetters(each.value), core))) return [];
    return { value: core.slice(0, 1).toUpperCase() + core.slice(1), score: score * 0.7, place, sureness: sure };
  });
}
