import { type Coding, type CodingField, codingFields } from '../coding/coding.ts';
import { metLock } from '../lock-dates.ts';
import type { RemainingReason } from './assessment.ts';
import type { Circumstances } from './circumstances.ts';
import { type ReasonCode, reasonCodes } from './ledger-reason.ts';

/** Why items failed, so that those that one thing puts right are counted together. */
export type FailureCause = {
  code: ReasonCode;
  field: CodingField | null;
  /** What it is about: entries by id under the names of their fields, a currency, the day of a lock, the mark of a text. */
  about: Partial<Record<Subject, string>>;
};

const subjects = [
  'accountId',
  'taxRateId',
  'contactId',
  'tracking1OptionId',
  'tracking2OptionId',
  'currency',
  'paymentMethodId',
  'until',
  'text',
] as const;
export type Subject = (typeof subjects)[number];

/** What has to be gone before anything else is tried; then one cause at a time, in the order in which they are told. */
const first: readonly ReasonCode[] = [
  'subscriptionInactive',
  'permissionDenied',
  'notConnected',
  'linkRefused',
  'periodLocked',
  'contactArchived',
  'contactUnknown',
  'contactExists',
  'accountArchived',
  'accountUnknown',
  'accountNotAllowed',
];

/** The one cause that an item is counted under: null for one that was not refused, or whose reasons have gone. */
export function failureCause(
  refusal: readonly RemainingReason[],
  coding: Coding,
  circumstances: Circumstances,
): FailureCause | null {
  const rank = ({ cause }: RemainingReason) => (first.includes(cause) ? first.indexOf(cause) : first.length);
  const [reason] = refusal.toSorted((one, other) => rank(one) - rank(other));
  if (!reason) return null;
  const field = (codingFields as readonly string[]).includes(reason.field ?? '') ? (reason.field as CodingField) : null;
  return { code: reason.cause, field, about: aboutOf(reason, field, coding, circumstances) };
}

function aboutOf(
  { cause, line, ledgerText, message }: RemainingReason,
  field: CodingField | null,
  coding: Coding,
  circumstances: Circumstances,
): FailureCause['about'] {
  const inLine = (name: 'accountId' | 'taxRateId' | 'tracking1OptionId' | 'tracking2OptionId') =>
    only(coding.lines.length === 0 ? [coding[name]] : at(coding.lines, line).map((part) => part[name]));
  switch (cause) {
    case 'periodLocked': {
      const until = metLock(coding, circumstances)?.lock.on;
      return until ? { until } : {};
    }
    case 'other':
      return { text: markOf(ledgerText || message) };
    case 'currencyNotEnabled':
      return coding.currency ? { currency: coding.currency } : {};
    case 'bankAccountMissing':
    case 'paymentMethodUnusable':
    case 'paymentCurrency': {
      const methods = only(coding.payments.map(({ paymentMethodId }) => paymentMethodId));
      return methods ? { paymentMethodId: methods } : {};
    }
  }
  switch (field) {
    case 'contactId':
      return coding.contactId && cause !== 'contactMissing' ? { contactId: coding.contactId } : {};
    case 'taxRateId': {
      const [taxRateId, accountId] = [inLine('taxRateId'), inLine('accountId')];
      return {
        ...(taxRateId && { taxRateId }),
        // Whether a rate may be used depends on the account.
        ...(taxRateId && accountId && cause === 'taxRateNotAllowed' && { accountId }),
      };
    }
    case 'accountId':
    case 'tracking1OptionId':
    case 'tracking2OptionId': {
      const value = inLine(field);
      return value ? { [field]: value } : {};
    }
    default:
      return {};
  }
}

const at = <T>(parts: readonly T[], index: number | null): readonly T[] =>
  index === null ? parts : parts.slice(index, index + 1);

/** The one value that all have; null where they differ. */
function only(values: readonly (string | null)[]): string | null {
  const different = new Set(values);
  return different.size === 1 ? (values[0] ?? null) : null;
}

/** FNV-1a of a sentence: what tells one from another where nothing else does. */
function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16);
}

/** As a column and an address keep it; the same cause has the same text. */
export function causeKey({ code, field, about }: FailureCause): string {
  const told = subjects.flatMap((subject) => (about[subject] ? [`${subject}:${about[subject]}`] : []));
  return [code, field ?? '', ...told].join('~');
}

/** What such a text says; null where it says nothing that this version knows. */
export function readCause(key: string): FailureCause | null {
  const [code, field, ...told] = key.split('~');
  if (!(reasonCodes as readonly string[]).includes(code ?? '')) return null;
  const about: FailureCause['about'] = {};
  for (const part of told) {
    const [subject, value] = part.split(':');
    if (!subject || !value || !(subjects as readonly string[]).includes(subject)) return null;
    about[subject as Subject] = value;
  }
  const isField = (codingFields as readonly string[]).includes(field ?? '');
  return { code: code as ReasonCode, field: isField ? (field as CodingField) : null, about };
}
