import type { Db } from '#lib/db.ts';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import { type Provenance, parseProvenance } from '#lib/domain/coding/provenance.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import {
  type PastItem,
  type SuggestedField,
  type Suggestion,
  suggestedFields,
  suggestions,
  templateOf,
  wordsOf,
} from '#lib/domain/suggestions/past-choices.ts';
import { type ActorKind, Prisma } from '#prisma/generated/client.ts';
import { codingOf } from './coding-columns.ts';

/** Items of a contact that are looked at, the newest: what came before them is forgotten. */
const LOOKED_AT = 40;

const byPeople = { in: ['PERSON', 'API_KEY'] satisfies ActorKind[] };
const askedByPeople = { requestedByKind: byPeople, state: { notIn: [...pastStates] } };

/** Items in which people had a hand: they changed something, asked for the publishing, or it is from before that was kept. */
export const ofPeople = {
  OR: [
    { publications: { some: askedByPeople } },
    { events: { some: { kind: 'changed', actorKind: byPeople } } },
    { provenance: { equals: Prisma.DbNull } },
  ],
} satisfies Prisma.ItemWhereInput;

/** What a query has to include for `pastOf`. */
export const withPast = {
  lines: { orderBy: { position: 'asc' } },
  payments: { orderBy: { position: 'asc' } },
  publications: { where: askedByPeople, select: { id: true }, take: 1 },
} satisfies Prisma.ItemInclude;

export type PastRow = Prisma.ItemGetPayload<{ include: typeof withPast }>;

/**
 * What people here decided about an item. What is published by somebody they have said yes to; else only what they set
 * themselves counts. Nothing of it is read out of the books: that is not ours to learn from.
 */
export function pastOf(row: PastRow): Omit<PastItem, 'words'> {
  const coding = codingOf(row, { amountDigits: 0 });
  const sources = parseProvenance(row.provenance);
  const isAccepted = row.publications.length > 0;
  const isUnknown = row.provenance === null;
  const isDecided = (from: Provenance, field: string) => from[field]?.isLocked === true || isAccepted;
  const values: Partial<Record<SuggestedField, string | null>> = {};
  for (const field of ['accountId', 'taxRateId', 'tracking1OptionId', 'tracking2OptionId'] as const) {
    const said = row.lines.length === 0 ? [row[field]] : [...new Set(row.lines.map((line) => line[field]))];
    const [value] = said;
    if (said.length !== 1 || value === undefined) continue;
    const froms = row.lines.length === 0 ? [sources] : row.lines.map((line) => parseProvenance(line.provenance));
    const isSaid = froms.some((from) => isDecided(from, field) || (isUnknown && value !== null));
    // An empty category is none that anybody wants.
    if (isSaid && (value !== null || field.startsWith('tracking'))) values[field] = value;
  }
  const { description } = coding;
  const describedBy = sources.description;
  if (describedBy?.isLocked) values.description = description && templateOf(description, coding);
  else if (isAccepted) {
    const isMade = describedBy?.by === 'history' || describedBy?.by === 'rule';
    values.description = isMade && description ? templateOf(description, coding) : null;
  }
  if (isDecided(sources, 'payments') && row.payments.length <= 1) {
    values.paidWith = row.payments[0]?.paymentMethodId ?? null;
  }
  if (sources.ownerId?.isLocked || (isAccepted && sources.ownerId)) values.ownerId = coding.ownerId;
  return { number: row.number, values };
}

export type Past = { contactName: string; items: (PastItem & { id: string })[] };
export type PastOf = { workspace: Workspace; contactId: string };

/**
 * How the items of contacts were coded by people, newest first; each contact is asked for once. The words of their documents
 * are only read where the items differ.
 */
export function pastLoader(db: Db, businessId: string): (of: PastOf) => Promise<Past | null> {
  const known = new Map<string, Promise<Past | null>>();
  return (of) => {
    const key = `${of.workspace} ${of.contactId}`;
    const loading = known.get(key) ?? loadPast(db, businessId, of);
    known.set(key, loading);
    return loading;
  };
}

async function loadPast(db: Db, businessId: string, { workspace, contactId }: PastOf): Promise<Past | null> {
  const contact = await db.contact.findFirst({ where: { id: contactId, businessId }, select: { name: true } });
  if (!contact) return null;
  const rows = await db.item.findMany({
    where: { businessId, workspace, contactId, deletedAt: null, isBeingRead: false, ...ofPeople },
    orderBy: { number: 'desc' },
    take: LOOKED_AT,
    include: withPast,
  });
  const found = rows.map((row) => ({ id: row.id, ...pastOf(row) }));
  const words = differ(found)
    ? await wordsOfItems(
        db,
        found.map(({ id }) => id),
      )
    : new Map<string, Set<string>>();
  return {
    contactName: contact.name,
    items: found.map((item) => ({ ...item, words: words.get(item.id) ?? new Set() })),
  };
}

const differ = (items: readonly Pick<PastItem, 'values'>[]): boolean =>
  suggestedFields.some(
    (field) => new Set(items.flatMap(({ values }) => (values[field] === undefined ? [] : [values[field]]))).size > 1,
  );

/** Of their documents. Lines are read from those. */
export async function wordsOfItems(db: Db, itemIds: string[]): Promise<Map<string, Set<string>>> {
  const documents = await db.itemDocument.findMany({
    where: { itemId: { in: itemIds } },
    select: { itemId: true, document: { select: { fileName: true, readText: true } } },
  });
  const texts = Map.groupBy(documents, ({ itemId }) => itemId);
  return new Map(
    [...texts].map(([id, those]) => [
      id,
      wordsOf(those.flatMap(({ document }) => [document.fileName, document.readText].filter(Boolean))),
    ]),
  );
}

/** What is suggested of an item of the contact, the item itself apart. */
export function suggestionsOf(past: Past | null, itemId: string, words: ReadonlySet<string>): Suggestion[] {
  if (!past) return [];
  const others = past.items.filter(({ id }) => id !== itemId);
  return suggestions(others, { words, contactName: past.contactName });
}

/** The fields of a coding that suggestions are of. */
export const codedAsSuggested = (field: SuggestedField): CodingField => (field === 'paidWith' ? 'payments' : field);
