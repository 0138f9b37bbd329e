import { businessConnection } from '#lib/connections/business-connection.ts';
import type { Db } from '#lib/db.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import type { Reading } from '#lib/domain/extraction/reading.ts';
import {
  type MarkKind,
  markConfidence,
  markNames,
  marksOf,
  markValue,
  type SupplierMark,
} from '#lib/domain/extraction/supplier-marks.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { contactByAlias } from '#lib/lists/contact-aliases.ts';
import { ofBooks } from '#lib/lists/of-books.ts';
import { similarContacts } from '#lib/lists/search-contacts.ts';

/** Whose a document is, how sure that is, and by what it is known, in words. */
export type MatchedSupplier = { id: string; name: string; confidence: number; by: MarkKind; because: string };

/** As alike in spelling as names of one firm are. */
const LIKE = 0.7;

/**
 * The contact that a document is from (of a sale, to), by its marks, the surest first: what was learnt when people chose
 * contacts, then what the books know of them, and at last a name that is spelt alike. Null for somebody unknown.
 */
export async function matchSupplier(
  db: Db,
  { businessId, workspace, reading }: { businessId: string; workspace: Workspace; reading: Reading },
): Promise<MatchedSupplier | null> {
  const connectionId = (await businessConnection(db, businessId))?.id ?? null;
  const own = await ownMarks(db, businessId);
  const marks = marksOf(reading, workspace).filter(({ kind, value }) => !own.has(`${kind} ${value}`));
  const active = ofBooks(businessId, connectionId);
  const learnt = await db.supplierMark.findMany({
    where: { businessId, OR: marks.map(({ kind, value }) => ({ kind, value })), contact: active },
    select: { kind: true, contact: { select: { id: true, name: true } } },
  });
  for (const mark of marks) {
    const known = learnt.find(({ kind }) => kind === mark.kind)?.contact;
    const found = known ?? (await inBooks(db, mark, { businessId, connectionId }));
    if (found) return matched(found, mark, markConfidence[mark.kind]);
  }
  const name = marks.find(({ kind }) => kind === 'name');
  if (!name) return null;
  const [like] = await similarContacts(db, businessId, connectionId, normaliseContactName(name.printed));
  return like && like.similarity >= LIKE ? matched(like, name, Math.min(0.75, like.similarity)) : null;
}

const matched = (
  { id, name }: { id: string; name: string },
  { kind, printed }: SupplierMark,
  confidence: number,
): MatchedSupplier => ({
  ...{ id, name, confidence, by: kind },
  because: `${markNames[kind]} ${isolated(printed)} on the document`,
});

/** By what the books know of their contacts. One that several have tells nothing. */
async function inBooks(
  db: Db,
  { kind, value, printed }: SupplierMark,
  { businessId, connectionId }: { businessId: string; connectionId: string | null },
): Promise<{ id: string; name: string } | null> {
  const active = ofBooks(businessId, connectionId);
  const select = { id: true, name: true } as const;
  if (kind === 'name') {
    const named = await db.contact.findMany({
      where: { ...active, normalisedName: normaliseContactName(printed) },
      select,
      take: 2,
    });
    return only(named) ?? (await contactByAlias(db, { businessId, connectionId, name: printed }));
  }
  if (kind === 'domain') {
    return only(await db.contact.findMany({ where: { ...active, email: { endsWith: `@${value}` } }, select, take: 2 }));
  }
  const column = columns[kind];
  const candidates = await db.contact.findMany({
    where: { ...active, [column]: { not: null } },
    select: { ...select, taxNumber: true, bankAccount: true, phone: true },
    take: MOST_COMPARED,
  });
  return only(
    candidates.filter((contact) => {
      const known = contact[column];
      return known !== null && markValue(kind, known) === value;
    }),
  );
}

const columns = {
  taxNumber: 'taxNumber',
  iban: 'bankAccount',
  account: 'bankAccount',
  phone: 'phone',
} as const satisfies Partial<Record<MarkKind, string>>;

/** Contacts of which a number is looked at; what is learnt is found among any number. */
const MOST_COMPARED = 20_000;

const only = <T>(found: readonly T[]): T | null => (found.length === 1 ? (found[0] ?? null) : null);

/** The business's own numbers, which stand on all of its documents. */
async function ownMarks(db: Db, businessId: string): Promise<Set<string>> {
  const business = await db.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { name: true, legalName: true, tradingNames: true, taxNumbers: true },
  });
  const numbers = Array.isArray(business.taxNumbers) ? business.taxNumbers : [];
  const own = [
    ...numbers.map((each) => ['taxNumber', String((each as { number?: unknown } | null)?.number ?? '')] as const),
    ...[business.name, business.legalName, ...business.tradingNames].map((name) => ['name', name ?? ''] as const),
  ];
  return new Set(own.map(([kind, printed]) => `${kind} ${markValue(kind, printed)}`));
}
