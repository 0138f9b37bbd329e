import { toCalendarDate } from '../calendar-date.ts';
import { ibanOf } from '../iban.ts';
import { decimal, sum } from '../money.ts';

/** What a code on a document says; what it does not say is null. */
export type DocumentCode = {
  /** A bill asks to be paid; a till swears what it has sold. */
  of: 'bill' | 'till';
  iban: string | null;
  name: string | null;
  taxNumber: string | null;
  /** What is to be paid, or was; decimal text. */
  amount: string | null;
  tax: string | null;
  currency: string | null;
  date: string | null;
  /** The number of the document, or what holds it. */
  reference: string | null;
};

const nothing: Omit<DocumentCode, 'of'> = {
  ...{ iban: null, name: null, taxNumber: null, amount: null, tax: null, currency: null, date: null, reference: null },
};

/** A code that tells of the document it stands on; null for a link to a shop's page and the like. */
export function documentCode(text: string): DocumentCode | null {
  for (const form of [epc, swissBill, germanTill, austrianTill, portugueseInvoice, taxOfficeLink]) {
    const code = form(text.slice(0, 4_000));
    if (code) return code;
  }
  return null;
}

/** EPC069-12, as banks of the euro area read it: `BCD`, one thing a line. */
function epc(text: string): DocumentCode | null {
  const lines = linesOf(text);
  const [mark, version, , what, , name, account, money, , structured, free] = lines;
  if (mark !== 'BCD' || !/^00[12]$/.test(version ?? '') || what !== 'SCT') return null;
  const iban = ibanOf(account ?? '');
  if (!iban) return null;
  const amount = /^EUR(\d{1,9}(?:\.\d{1,2})?)$/.exec(money ?? '');
  return {
    ...{ ...nothing, of: 'bill', iban, name: tidy(name), amount: money2(amount?.[1]) },
    ...{ currency: amount ? 'EUR' : null, reference: tidy(structured) ?? tidy(free) },
  };
}

/** The Swiss QR bill, versions 2: 31 lines, each in its place. */
function swissBill(text: string): DocumentCode | null {
  const lines = linesOf(text);
  if (lines[0] !== 'SPC' || !/^02\d\d$/.test(lines[1] ?? '')) return null;
  const iban = ibanOf(lines[3] ?? '');
  const currency = lines[19] === 'CHF' || lines[19] === 'EUR' ? lines[19] : null;
  if (!iban || currency === null) return null;
  const amount = /^\d{1,9}\.\d{2}$/.test(lines[18] ?? '') ? (lines[18] ?? null) : null;
  return {
    ...{ ...nothing, of: 'bill', iban, name: tidy(lines[5]), amount: money2(amount ?? undefined), currency },
    reference: tidy(lines[29]) ?? tidy(lines[28]),
  };
}

/** German tills, DSFinV-K: `V0;…;Kassenbeleg-V1;Beleg^taxed by rate^paid:how;…;time`. */
function germanTill(text: string): DocumentCode | null {
  const [version, , process, data, , , begun] = text.trim().split(';');
  if (version !== 'V0' || process !== 'Kassenbeleg-V1') return null;
  const [what, byRate, paid] = (data ?? '').split('^');
  if (what !== 'Beleg' || byRate === undefined) return null;
  const amounts = byRate.split('_');
  if (!amounts.every((each) => /^-?\d{1,9}\.\d{2}$/.test(each))) return null;
  // Paid in another currency, an amount says so behind its kind.
  const isForeign = /:(?:Bar|Unbar):[A-Z]{3}/.test(paid ?? '');
  const amount = sum(amounts.map(decimal)).toFixed(2);
  return { ...nothing, of: 'till', amount, currency: isForeign ? null : 'EUR', date: dayOf(begun) };
}

/** Austrian tills, RKSV: `_R1-AT0_till_number_time_five amounts_…`. */
function austrianTill(text: string): DocumentCode | null {
  const match = /^_R1-AT\d+_[^_]*_([^_]*)_(\d{4}-\d{2}-\d{2})T[\d:]+((?:_-?\d{1,9},\d{2}){5})_/.exec(text.trim());
  if (!match) return null;
  const amounts = (match[3] ?? '').split('_').slice(1);
  const amount = sum(amounts.map((each) => decimal(each.replace(',', '.')))).toFixed(2);
  return { ...nothing, of: 'till', amount, currency: 'EUR', date: dayOf(match[2]), reference: tidy(match[1]) };
}

/** Portuguese invoices since 2022: `A:seller*B:buyer*…*F:date*G:number*…*N:tax*O:total*…`. */
function portugueseInvoice(text: string): DocumentCode | null {
  const parts = new Map(
    text
      .trim()
      .split('*')
      .map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)] as const),
  );
  const [seller, day, total] = [parts.get('A'), parts.get('F'), parts.get('O')];
  if (!seller || !/^\d{9}$/.test(seller) || !/^\d{8}$/.test(day ?? '') || !parts.has('Q')) return null;
  return {
    ...{ ...nothing, of: 'till', taxNumber: `PT${seller}`, amount: money2(total), tax: money2(parts.get('N')) },
    ...{ currency: 'EUR', reference: tidy(parts.get('G')) },
    date: dayOf(day?.replace(/(\d{4})(\d{2})(\d{2})/, '$1-$2-$3')),
  };
}

/** Links by which tax offices let an invoice be looked up: Spain and Croatia. */
function taxOfficeLink(text: string): DocumentCode | null {
  const link = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  const get = (name: string) => link?.searchParams.get(name) ?? undefined;
  if (link?.hostname.endsWith('.agenciatributaria.gob.es') && get('importe')) {
    const [day, month, year] = (get('fecha') ?? '').split('-');
    return {
      ...{ ...nothing, of: 'till', taxNumber: tidy(get('nif')), amount: money2(get('importe')), currency: 'EUR' },
      ...{ date: dayOf(`${year}-${month}-${day}`), reference: tidy(get('numserie')) },
    };
  }
  if (link?.hostname === 'porezna.gov.hr' && get('izn')) {
    const day = /^(\d{4})(\d{2})(\d{2})/.exec(get('datv') ?? '');
    return {
      ...{ ...nothing, of: 'till', amount: money2(get('izn')?.replace(',', '.')), currency: 'EUR' },
      date: day ? dayOf(`${day[1]}-${day[2]}-${day[3]}`) : null,
    };
  }
  return null;
}

const linesOf = (text: string) => text.split(/\r?\n/).map((line) => line.trim());

const tidy = (text: string | undefined) => text?.trim().slice(0, 140) || null;

const money2 = (text: string | undefined) =>
  text !== undefined && /^-?\d{1,9}(\.\d{1,2})?$/.test(text) ? decimal(text).toFixed(2) : null;

const dayOf = (text: string | undefined) => toCalendarDate(text?.slice(0, 10) ?? '');
