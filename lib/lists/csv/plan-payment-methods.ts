import { z } from 'zod';
import type { Db } from '#lib/db.ts';
import {
  cardLast4Message,
  MAX_PAYMENT_METHODS,
  nameKey,
  type PaymentMethodValues,
  sameValues,
} from '#lib/domain/payment-method.ts';
import { comparable, textSchema } from '#lib/domain/text.ts';
import type { ListSource } from '../browse/list-source.ts';
import type { WantedPaymentMethod } from '../changes/name-twice.ts';
import type { StoredPaymentMethod } from '../changes/write-payment-methods.ts';
import { paymentAccounts } from '../payment-methods/payment-accounts.ts';
import type { CsvEntry, CsvTable } from './csv-table.ts';
import { entryFinder } from './found-entry.ts';
import { type ImportPlan, meantBefore } from './plan.ts';

export const paymentMethodTitles = ['Name', 'Card ends in', 'Bank account', 'Owner', 'Status'] as const;
type Title = (typeof paymentMethodTitles)[number];

export type PaymentMethodsWrite = { kind: 'paymentMethods'; wanted: WantedPaymentMethod[] };

const nameSchema = textSchema(z, { longest: 120, missing: 'There is no name.' });
/** Whether a word of the Status column says that it is archived. */
const states = new Map([
  ['in use', false],
  ['active', false],
  ['archived', true],
]);

/**
 * Which payment methods a file would make and change, each known by its name. A column that the file lacks, or leaves
 * empty where something is needed, changes nothing.
 */
export async function planPaymentMethods(
  db: Db,
  businessId: string,
  source: ListSource | null,
  stored: readonly StoredPaymentMethod[],
  { entries }: CsvTable<Title>,
): Promise<ImportPlan<PaymentMethodsWrite>> {
  const accounts = source ? await paymentAccounts(db, businessId, source.connectionId) : [];
  const findAccount = entryFinder(
    accounts.map((account) => ({ ...account, isArchived: false })),
    { one: 'bank account', many: 'bank accounts' },
  );
  const owners = await db.owner.findMany({ where: { businessId, archivedAt: null }, select: { id: true, name: true } });
  const findOwner = entryFinder(
    owners.map((owner) => ({ ...owner, code: null, isArchived: false })),
    { one: 'owner', many: 'owners' },
  );
  const wanted: WantedPaymentMethod[] = [];
  const plan: ImportPlan<PaymentMethodsWrite> = {
    changes: [],
    problems: [],
    unchanged: 0,
    write: { kind: 'paymentMethods', wanted },
  };
  const lines = new Map<string, number>();

  for (const { line, cells } of entries) {
    const name = nameSchema.safeParse(cells.Name ?? '');
    const key = nameKey(name.data ?? '');
    const before = lines.get(key);
    const method = methodNamed(stored, key);
    const read = readLine(cells, name.data ?? '', method, { findAccount, findOwner });
    const problems = [
      ...(name.success ? [] : [name.error.issues[0]?.message ?? 'There is no name.']),
      ...(name.success && before !== undefined ? [meantBefore(before)] : []),
      ...read.problems,
    ];
    lines.set(key, before ?? line);
    if (problems.length > 0) plan.problems.push(...problems.map((message) => ({ line, message })));
    else if (method && sameValues(method.values, read.values)) plan.unchanged++;
    else {
      wanted.push({ id: method?.id ?? null, values: read.values });
      plan.changes.push({
        line,
        name: read.values.name,
        text: method ? differences(method.values, read.values) : 'Is added',
      });
    }
  }
  if (stored.length + wanted.filter(({ id }) => id === null).length > MAX_PAYMENT_METHODS)
    plan.problems.push({ line: 1, message: `A business has at most ${MAX_PAYMENT_METHODS} payment methods.` });
  return plan;
}

type Find = ReturnType<typeof entryFinder<{ id: string; code: string | null; name: string; isArchived: boolean }>>;

/** What a line makes of the payment method that it names, or of a new one. */
function readLine(
  cells: CsvEntry<Title>['cells'],
  name: string,
  method: StoredPaymentMethod | undefined,
  { findAccount, findOwner }: { findAccount: Find; findOwner: Find },
): { values: PaymentMethodValues; problems: string[] } {
  const problems: string[] = [];
  const none = { name, cardLast4: null, accountId: null, ownerId: null, isArchived: false };
  const values: PaymentMethodValues = { ...(method?.values ?? none) };
  /** The id of what a cell names. What the method has already may stay although it can no longer be chosen. */
  const idOf = (cell: string, now: { id: string | null; name: string | null } | null, find: Find) => {
    if (now?.name && comparable(cell) === comparable(now.name)) return now.id;
    const { entry, problem } = find(undefined, cell);
    if (problem !== null) problems.push(problem);
    return entry?.id ?? null;
  };

  const card = cells['Card ends in'];
  // A spreadsheet takes the digits for a number and leaves out the noughts before them.
  const digits = card && /^\d{1,3}$/.test(card) ? card.padStart(4, '0') : card;
  if (digits !== undefined && !/^(\d{4})?$/.test(digits)) problems.push(`Card ends in “${card}”. ${cardLast4Message}`);
  else if (digits !== undefined) values.cardLast4 = digits || null;

  const account = cells['Bank account'];
  const accountNow = method ? { id: method.values.accountId, name: method.account } : null;
  if (account) values.accountId = idOf(account, accountNow, findAccount);
  else if (!method) problems.push('There is no bank account.');

  const ownerNow = method ? { id: method.values.ownerId, name: method.owner } : null;
  if (cells.Owner) values.ownerId = idOf(cells.Owner, ownerNow, findOwner);
  else if (cells.Owner === '') values.ownerId = null;

  const state = cells.Status ? states.get(cells.Status.toLowerCase()) : values.isArchived;
  if (state === undefined) problems.push(`Status says “${cells.Status}”: write In use or Archived.`);
  else values.isArchived = state;
  return { values, problems };
}

/** The one in use of this name, else the newest that is archived. */
function methodNamed(stored: readonly StoredPaymentMethod[], key: string): StoredPaymentMethod | undefined {
  const named = stored.filter(({ values }) => nameKey(values.name) === key);
  return named.find(({ values }) => !values.isArchived) ?? named.at(-1);
}

function differences(before: PaymentMethodValues, after: PaymentMethodValues): string {
  const parts = [
    before.cardLast4 !== after.cardLast4 && (after.cardLast4 ? `card ends in ${after.cardLast4}` : 'no card'),
    before.accountId !== after.accountId && 'another bank account',
    before.ownerId !== after.ownerId && (after.ownerId ? 'another owner' : 'no owner'),
    before.isArchived !== after.isArchived && (after.isArchived ? 'archived' : 'in use again'),
  ].filter((part) => part !== false);
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
