import { z } from 'zod';
import { db } from '#lib/db.ts';
import { actorMay, intray } from '#lib/domain/actor.ts';
import { calendarDate, formatDate, toCalendarDate } from '#lib/domain/calendar-date.ts';
import { type CodingField, codingFields } from '#lib/domain/coding/coding.ts';
import { fields } from '#lib/domain/coding/fields.ts';
import { fieldName } from '#lib/domain/coding/show-value.ts';
import { writeMoney } from '#lib/domain/currency-units.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { ItemEventKind } from '#lib/domain/item-event.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { inForm, type NumberForm } from '#lib/domain/number-form.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { editedFields, lifeStatuses } from '#lib/domain/publication/life.ts';
import { lifeStatusName, newsTexts } from '#lib/domain/publication/life-words.ts';
import { publicationKindNames, publicationKinds } from '#lib/domain/publication/publication.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { loadLists } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Item, ItemEvent } from '#prisma/generated/client.ts';
import { visibleItems } from './visible-items.ts';

/** One line of an item's history, in words. */
export type HistoryEntry = {
  id: string;
  kind: string;
  /** ISO instant. */
  at: string;
  /** Intray itself for what was calculated from what somebody changed. */
  who: string;
  isPerson: boolean;
  /** The rule that did it, where it is still there and the person may look at it. */
  ruleId?: string;
  /** What happened: "added invoice.pdf", or the field's name for a change. */
  what: string;
  /** Only for a change: both values as they were shown, and why it followed from another. */
  change: { before: string; after: string; because: string | null; details: string[] } | null;
  /** Further sentences, such as the ledger's reasons. */
  notes: string[];
  /** The document in the ledger. */
  link: { href: string; text: string } | null;
  tone: 'neutral' | 'success' | 'danger';
};

/** Shown at most; nobody reads further, and every event stays in the database. */
const MAX_ENTRIES = 500;

/** Everything that happened to the item, newest first. Empty when the person may not see it. */
export async function itemHistory(scope: BusinessScope, itemId: string): Promise<HistoryEntry[]> {
  const [events, lists] = await Promise.all([
    db.itemEvent.findMany({
      where: { businessId: scope.businessId, itemId, item: visibleItems(scope) },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: MAX_ENTRIES,
      include: { item: { select: { workspace: true, currency: true } } },
    }),
    loadLists(db, scope.businessId, { contactIds: [] }),
  ]);
  const { actor, numbers = 'commaPoint' } = scope;
  const mayEdit = actorMay(actor, 'items.edit');
  const rules = await openRules(scope, events);
  // A ledger's reasons are for those who can put them right.
  return events.map((event) => ({
    ...inFormOf(numbers, entryOf(event, lists)),
    ...(event.actorId !== null && rules.has(event.actorId) && { ruleId: event.actorId }),
    ...(!mayEdit && { notes: [] }),
  }));
}

/** Of the rules that did something, those that can be opened. */
async function openRules({ businessId, actor }: BusinessScope, events: readonly ItemEvent[]): Promise<Set<string>> {
  const ids = events.flatMap(({ actorKind, actorId }) => (actorKind === 'RULE' && actorId ? [actorId] : []));
  if (ids.length === 0 || !actorMay(actor, 'rules.edit')) return new Set();
  const rules = await db.rule.findMany({
    where: { businessId, id: { in: [...new Set(ids)] }, deletedAt: null },
    select: { id: true },
  });
  return new Set(rules.map(({ id }) => id));
}

const settlementSchema = z.object({
  kind: z.enum(['payment', 'credit']),
  ledgerId: z.string(),
  on: z
    .string()
    .transform((text) => toCalendarDate(text))
    .nullable(),
  amount: z.string(),
});

const editSchema = z.object({
  field: z.enum(editedFields),
  line: z.int().nullable(),
  sent: z.string(),
  stored: z.string(),
});

/** What an event says beside its kind. Rows outlive the code that wrote them: a part that can't be read is left out. */
const detailSchema = z.object({
  fileName: z.string().optional().catch(undefined),
  isSmaller: z.boolean().optional().catch(undefined),
  because: z.string().optional().catch(undefined),
  /** Whether the value followed from another that was changed; missing in events of before it was kept. */
  isDerived: z.boolean().optional().catch(undefined),
  lines: z.array(z.string()).catch([]),
  publishAs: fields.publishAs.schema(z).optional().catch(undefined),
  /** Of money spent or received, which has no status. */
  kind: z.enum(['SPEND_MONEY', 'RECEIVE_MONEY']).optional().catch(undefined),
  amount: z.string().optional().catch(undefined),
  currency: z.string().optional().catch(undefined),
  paidOn: z.iso.date().optional().catch(undefined),
  to: z.string().nullable().optional().catch(undefined),
  /** The kind of a document that was there already. */
  toKind: z.enum(publicationKinds).optional().catch(undefined),
  ledgerNumber: z.string().nullable().catch(null),
  ledgerUrl: z.string().nullable().catch(null),
  requestedByName: z.string().optional().catch(undefined),
  workspace: z.enum(workspaces).optional().catch(undefined),
  claim: z.string().optional().catch(undefined),
  withDocuments: z.boolean().optional().catch(undefined),
  operation: z.enum(['UPDATE', 'VOID', 'DELETE']).catch('UPDATE'),
  isAnew: z.boolean().catch(false),
  /** Numbers of other items. */
  items: z.array(z.int()).catch([]),
  /** The ledger's reasons, in words. */
  reasons: z.array(z.looseObject({ message: z.string() })).catch([]),
  /** What is in the books otherwise than on the item, in words. */
  asPublished: z.array(z.string()).catch([]),
  /** What is new of its document in the books. */
  status: z.enum(lifeStatuses).optional().catch(undefined),
  isMoved: z.boolean().catch(false),
  isAsSentAgain: z.boolean().catch(false),
  added: z.array(settlementSchema).catch([]),
  removed: z.array(settlementSchema).catch([]),
  edits: z.array(editSchema).catch([]),
});
type Detail = z.infer<typeof detailSchema>;

function entryOf(event: ItemEvent & { item: Pick<Item, 'workspace' | 'currency'> }, lists: Lists): HistoryEntry {
  const detail = detailSchema.parse(isObject(event.detail) ? event.detail : {});
  const { kind, field } = event;
  const changed = kind === 'changed' && isCodingField(field) ? field : null;
  // Nobody who types a total has typed its tax. Persons gave no reasons of their own before this was kept.
  const isDerived =
    detail.isDerived ?? (changed !== null && event.actorKind === 'PERSON' && detail.because !== undefined);
  const { statusNames, amountDigits: digits } = lists.rules;
  const news =
    detail.status || detail.removed.length > 0
      ? newsTexts(
          { ...detail, status: detail.status ?? 'AUTHORISED' },
          { numbers: 'kept', digits, currency: event.item.currency ?? '' },
        )
      : [];
  return {
    id: event.id,
    kind,
    at: event.at.toISOString(),
    who: isDerived ? intray.name : event.actorName,
    isPerson: event.actorKind === 'PERSON' && !isDerived,
    what: changed
      ? fieldName(changed, event.item.workspace, lists)
      : isEventKind(kind)
        ? sentences[kind](detail, detail.status ? lifeStatusName(detail.status, statusNames) : asWhat(detail, lists))
        : `did something that this version has no words for (${kind})`,
    change: changed
      ? {
          before: textOf(event.before),
          after: textOf(event.after),
          because: detail.because ?? null,
          details: detail.lines,
        }
      : null,
    notes: [...new Set([...detail.reasons.map(({ message }) => message), ...detail.asPublished, ...news])],
    link: detail.ledgerUrl ? { href: detail.ledgerUrl, text: detail.ledgerNumber || 'Open the document' } : null,
    tone: (isEventKind(kind) && tones[kind]) || 'neutral',
  };
}

/** The numbers of a sentence were kept for whoever would read it. */
function inFormOf(numbers: NumberForm, { what, change, notes, ...entry }: HistoryEntry): HistoryEntry {
  const told = (text: string) => inForm(text, numbers);
  return {
    ...entry,
    what: told(what),
    change: change && {
      before: told(change.before),
      after: told(change.after),
      because: change.because && told(change.because),
      details: change.details.map(told),
    },
    notes: notes.map(told),
  };
}

/** The status that it was given or, of what has none, what it is. */
function asWhat({ kind, publishAs }: Detail, lists: Lists): string | undefined {
  if (kind) return `a ${publicationKindNames[kind]}`;
  return publishAs && lists.rules.statusNames[publishAs];
}

const sentences: Record<ItemEventKind, (detail: Detail, status: string | undefined) => string> = {
  added: ({ fileName }) => (fileName ? `added ${isolated(fileName)}` : 'added the item'),
  changed: () => 'changed the item',
  deleted: () => 'deleted the item',
  restored: () => 'brought the item back',
  moved: ({ workspace }) => (workspace ? `moved it to ${workspaceNames[workspace]}` : 'moved it'),
  exported: ({ withDocuments }) => (withDocuments ? 'exported it with its document' : 'exported it'),
  merged: ({ items, because }) => `merged ${itemsText(items)} into it${because ? `: ${because}` : ''}`,
  mergedInto: ({ items, because }) => `merged it into ${itemsText(items)}${because ? `: ${because}` : ''}`,
  unmerged: ({ items }) =>
    items.length > 0 ? `took ${itemsText(items)} out of it again` : 'made it an item of its own again',
  split: ({ items }) => `split it: ${itemsText(items)} came of it`,
  splitOff: ({ items }) => `split it off ${itemsText(items)}`,
  pagesChanged: ({ because }) => because ?? 'changed its pages',
  archived: () => 'archived the item',
  broughtBack: () => 'moved it back to the inbox',
  claimed: ({ claim }) => `added it to the expense claim ${isolated(claim ?? '')}`,
  unclaimed: ({ claim }) => `took it out of the expense claim ${isolated(claim ?? '')}`,
  returned: ({ claim, because }) => `returned it from the expense claim ${isolated(claim ?? '')}: ${because ?? ''}`,
  confirmed: ({ because }) => `said that this is meant: ${because ?? 'what was asked'}`,
  publishRequested: ({ because }, status) =>
    because ? `had it published by itself${as(status)}: ${because}` : `asked to publish it${as(status)}`,
  published: ({ requestedByName }, status) =>
    `published it${as(status)}${requestedByName ? ` for ${isolated(requestedByName)}` : ''}`,
  attachedToBooks: ({ toKind }) =>
    `said that the books have it already, and attached it to ${toKind ? `the ${publicationKindNames[toKind]}` : 'what is'} there`,
  detachedFromBooks: () => 'took it off the document that it was attached to',
  attached: ({ fileName, isSmaller }) =>
    `attached ${isSmaller ? 'a smaller copy of ' : ''}${isolated(fileName ?? 'the document')}`,
  attachmentFailed: () => 'could not attach the document',
  paymentRecorded: ({ amount, currency, paidOn }) =>
    `recorded its payment${amount ? ` of ${currency ?? ''} ${writeMoney(amount, currency ?? '', 'kept')}` : ''}${paidOn ? ` on ${formatDate(calendarDate(paidOn))}` : ''}`,
  paymentFailed: () => 'could not record its payment',
  paymentCancelled: () => 'left it without the payment that was not recorded',
  creditAllocated: ({ to }) => `set the credit against ${isolated(to ?? 'its document')}`,
  creditNotAllocated: () => 'could not set the credit against its document',
  noteFailed: () => 'could not write the link back into the document’s history',
  publishRefused: () => 'did not take it',
  publishUncertain: () => 'lost the answer, and looks up what became of it',
  publishCancelled: () => 'cancelled publishing',
  ledgerChangeRequested: ({ operation, isAnew }) =>
    `asked to ${changes[operation][0]}${isAnew ? ' and to publish it anew' : ''}`,
  ledgerChanged: ({ operation }) => changes[operation][1],
  settlementTakenBack: () => 'took a payment or allocation back',
  correctionBegun: () => 'began to correct what is published',
  correctionEnded: () => 'left what is published as it is',
  changedInBooks: ({ isMoved }, status) => (isMoved ? `has it as ${status ?? 'changed'} now` : 'has a change of it'),
};

const itemsText = (numbers: readonly number[]) => `${numbers.length === 1 ? 'item' : 'items'} ${numbers.join(', ')}`;

const changes = {
  UPDATE: ['change it where it is published', 'changed it where it is published'],
  VOID: ['void it', 'voided it'],
  DELETE: ['delete it where it is published', 'deleted it where it was published'],
} as const;

const as = (status: string | undefined) => (status ? ` as ${status}` : '');

const tones: Partial<Record<ItemEventKind, HistoryEntry['tone']>> = {
  published: 'success',
  attachedToBooks: 'success',
  ledgerChanged: 'success',
  attached: 'success',
  attachmentFailed: 'danger',
  paymentRecorded: 'success',
  paymentFailed: 'danger',
  creditAllocated: 'success',
  creditNotAllocated: 'danger',
  publishRefused: 'danger',
};

const isCodingField = (field: string | null): field is CodingField =>
  (codingFields as readonly (string | null)[]).includes(field);

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEventKind = (kind: string): kind is ItemEventKind => Object.hasOwn(sentences, kind);

const shownSchema = z.looseObject({ text: z.string() }).catch({ text: '' });
const textOf = (value: unknown) => shownSchema.parse(value).text;
