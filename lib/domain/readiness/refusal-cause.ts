import { type Coding, type CodingField, codingFields, specOf } from '../coding/coding.ts';
import type { Field, Fields } from '../coding/field-kinds.ts';
import { lineFields } from '../coding/line-fields.ts';
import type { EntryList, ListEntry } from '../coding/list-entry.ts';
import type { ListSource, Lists } from '../lists.ts';
import { decimal } from '../money.ts';
import type { LedgerReason, ReasonCode } from './ledger-reason.ts';
import type { Problem, ProblemCode } from './problem.ts';

/**
 * A reason of a refusal with what it was judged against, so that whether it still stands is computed from the coding and
 * the lists, whatever changed them: an edit, its undo, a merged contact, a refresh, a lock date.
 */
export type Refusal = LedgerReason & {
  /** ISO instant of the refusal; null where it is not known. */
  at: string | null;
  /** Found by our own rules before anything was sent: it stands while they say the same. */
  isByRules: boolean;
  /** The line that it is about, by its id: lines move. */
  lineId: string | null;
  /** Null for what was stored before it was kept. */
  was: {
    /** The values of the fields that it may concern. */
    values: Record<string, string>;
    /** The entries of the lists that those name, as we knew them. */
    entries: Record<string, string>;
  } | null;
};

/**
 * Whether a reason's cause is still there. `edited`: the coding is another than was judged, and would be judged anew; as
 * it was, it would be refused again. `gone`: what is outside of the coding has changed, and the reason is history.
 */
export type Fate = 'stands' | 'edited' | 'gone';

/** The fields that a reason may be about: another value in one of them is another question to the ledger. */
const concerned: Partial<Record<ReasonCode, readonly CodingField[]>> = {
  periodLocked: ['issuedOn', 'publishAs'],
  accountArchived: ['accountId'],
  accountUnknown: ['accountId'],
  accountNotAllowed: ['accountId', 'type'],
  taxRateNotAllowed: ['taxRateId', 'accountId', 'type', 'taxMode'],
  taxExceedsLine: ['taxAmount', 'total', 'lines', 'taxMode'],
  totalMismatch: ['total', 'taxAmount', 'lines', 'taxMode'],
  duplicateNumber: ['reference', 'type'],
  inBooks: ['contactId', 'issuedOn', 'total', 'reference', 'currency', 'type'],
  trackingUnknown: ['tracking1OptionId', 'tracking2OptionId'],
  bankAccountMissing: ['publishTo', 'payments'],
  approvalLimit: ['publishAs', 'type'],
  subscriptionInactive: [],
  permissionDenied: [],
  linkRefused: [],
  documentGone: [],
};

/** Where it would be seen that the cause has gone: once that is read anew, only our own rules can tell that it has not. */
const seenIn: Partial<Record<ReasonCode, ListSource>> = {
  contactArchived: 'CONTACTS',
  accountArchived: 'ACCOUNTS',
  accountUnknown: 'ACCOUNTS',
  trackingUnknown: 'TRACKING',
  currencyNotEnabled: 'CURRENCIES',
  bankAccountMissing: 'ACCOUNTS',
  periodLocked: 'ORGANISATION',
  subscriptionInactive: 'CONNECTION',
  permissionDenied: 'CONNECTION',
};

/** What our own rules call the same cause, beside the reason's own code. */
const alike: Partial<Record<ReasonCode, readonly ProblemCode[]>> = {
  contactArchived: ['contactUnknown'],
  contactUnknown: ['contactArchived'],
  accountArchived: ['accountUnknown'],
  accountUnknown: ['accountArchived'],
  accountNotAllowed: ['accountArchived'],
  taxRateNotAllowed: ['taxRateArchived', 'taxRateUnknown'],
  taxExceedsLine: ['taxExceedsTotal'],
  totalMismatch: ['outOfBalance', 'totalNotPositive'],
  trackingUnknown: ['trackingArchived'],
  bankAccountMissing: ['paymentMethodUnusable', 'paymentCurrency'],
  statusNotAllowed: ['paymentNeedsApproval'],
};

/** Our own problem that tells of the same cause, where there is one. */
export function sameCause(reason: LedgerReason, problems: readonly Problem[]): Problem | undefined {
  const codes: readonly ReasonCode[] = [reason.code, ...(alike[reason.code] ?? [])];
  return problems.find(
    ({ code, field, line }) =>
      (reason.line === null || line === null || line === reason.line) &&
      (codes.includes(code) || (reason.code === 'fieldMissing' && code.endsWith('Missing') && field === reason.field)),
  );
}

/** The reason as it is kept: with the coding, and the lists, that it was judged against. */
export function judgedAgainst(
  reason: LedgerReason,
  { coding, lists, at, isByRules }: { coding: Coding; lists: Lists; at: string | null; isByRules: boolean },
): Refusal {
  const lineId = reason.line === null ? null : (coding.lines[reason.line]?.id ?? null);
  return { ...reason, at, isByRules, lineId, was: stateOf({ ...reason, lineId }, coding, lists) };
}

/** Reasons that were stored before it was kept what they were judged against; that is the coding that they stand at. */
export function withState(refusal: readonly Refusal[], coding: Coding, lists: Lists): Refusal[] {
  return refusal.map((reason) => (reason.was ? reason : judgedAgainst(reason, { ...reason, coding, lists })));
}

/** What has become of a reason. `problems` are all that our own rules find in the coding as it is now. */
export function fateOf(refusal: Refusal, coding: Coding, lists: Lists, problems: readonly Problem[]): Fate {
  const now = stateOf(refusal, coding, lists);
  if (refusal.was && !isSameState(refusal.was.values, now.values)) return 'edited';
  if (sameCause(refusal, problems)) return 'stands';
  if (refusal.isByRules) return 'gone';
  // Another account behind a payment method, a contact that the books have by now: another question again.
  if (refusal.was && !isSameState(refusal.was.entries, now.entries)) return 'gone';
  const source = seenIn[refusal.code];
  const knownAt = source && lists.asOf[source];
  return knownAt && refusal.at !== null && knownAt > refusal.at ? 'gone' : 'stands';
}

const sentFields = codingFields.filter((field) => !specOf(field).isOurs);

type About = Pick<Refusal, 'code' | 'field' | 'lineId'>;

function stateOf(about: About, coding: Coding, lists: Lists): NonNullable<Refusal['was']> {
  const fields = concerned[about.code] ?? (about.field === null ? sentFields : [about.field]);
  const values: Record<string, string> = {};
  const entries: Record<string, string> = {};
  for (const field of fields) {
    const found = valuesOf(field, about.lineId, coding);
    values[field] = printed(found.map(([kind, value]) => print(kind, value)));
    for (const entry of found.flatMap(([kind, value]) => kind.entries(value))) {
      entries[`${entry.list} ${entry.id}`] = stateOfEntry(entry, lists);
    }
  }
  return { values, entries };
}

/** An item with lines is coded by those: by the one concerned or, where it is not told which, by any. */
function valuesOf(field: CodingField, lineId: string | null, coding: Coding): [Field<unknown>, unknown][] {
  const inLine: Field<unknown> | undefined = (lineFields as Fields)[field];
  if (!inLine || coding.lines.length === 0 || (lineId === null && field === 'total')) {
    return [[specOf(field), coding[field]]];
  }
  const lines = lineId === null ? coding.lines : coding.lines.filter(({ id }) => id === lineId);
  return lines.map((line) => [inLine, (line as Record<string, unknown>)[field]]);
}

/** The same text for values that mean the same. */
function print(field: Field<unknown>, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    const rowFields = Object.entries(field.rowFields ?? {});
    return JSON.stringify(value.map((row) => rowFields.map(([name, each]) => print(each, row[name]))));
  }
  const isNumber = field.column === 'amount' || field.column === 'number';
  return isNumber ? decimal(String(value)).toFixed() : String(value);
}

const printed = (values: readonly string[]) => JSON.stringify([...new Set(values)].sort());

const statesOf: Record<EntryList, (id: string, lists: Lists) => unknown> = {
  accounts(id, { accounts }) {
    const account = accounts.get(id);
    return account && [account.code, account.type, account.class, account.systemAccount, account.isArchived];
  },
  taxRates(id, { taxRates }) {
    const rate = taxRates.get(id);
    return rate && [rate.taxType, rate.effectiveRate, rate.canApplyTo, rate.isArchived];
  },
  trackingOptions: (id, { tracking }) =>
    tracking.flatMap((category) =>
      category.options
        .filter((option) => option.id === id)
        .map((option) => [category.name, category.isArchived, option.name, option.isArchived]),
    ),
  contacts(id, { contacts }) {
    const contact = contacts.get(id);
    return contact && [contact.ledgerId, contact.name, contact.isArchived];
  },
  paymentMethods(id, { paymentMethods }) {
    const method = paymentMethods.get(id);
    return method && [method.accountLedgerId, method.trouble];
  },
  customers: (id, lists) => statesOf.contacts(id, lists),
  products: (id, { products }) => products.get(id)?.isArchived,
  owners: () => null,
  flags: () => null,
};

const stateOfEntry = ({ list, id }: ListEntry, lists: Lists) => JSON.stringify(statesOf[list](id, lists) ?? null);

function isSameState(was: Record<string, string>, now: Record<string, string>): boolean {
  return Object.entries(was).every(([name, text]) => now[name] === text);
}
