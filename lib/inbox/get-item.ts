import { type AutoPublishView, autoPublishView } from '#lib/auto-publish/auto-publish-view.ts';
import { codingOf, entriesOf, type ItemWithRows, withRows } from '#lib/coding/coding-columns.ts';
import { flagChoices } from '#lib/coding/flags.ts';
import { firstDocument, withDocuments } from '#lib/coding/item-documents.ts';
import { type OwnerChoice, ownerChoices } from '#lib/coding/owners.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { loadRowSources } from '#lib/coding/write-rows.ts';
import { db } from '#lib/db.ts';
import { actorMay } from '#lib/domain/actor.ts';
import { claimedProblems } from '#lib/domain/claims/claimed-problems.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { entryName, idsOf } from '#lib/domain/coding/list-entry.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import type { ReadFields } from '#lib/domain/extraction/read-view.ts';
import type { ItemFlag } from '#lib/domain/flag.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { type ItemStatus, itemStatus } from '#lib/domain/item-status.ts';
import type { Contact, Lists, Owner } from '#lib/domain/lists.ts';
import { metLock } from '#lib/domain/lock-dates.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { asPublished } from '#lib/domain/publication/as-published.ts';
import { isUndecided, pastStates } from '#lib/domain/publication/publication.ts';
import { type Assessment, nothingToDo } from '#lib/domain/readiness/assessment.ts';
import type { Problem } from '#lib/domain/readiness/problem.ts';
import { taxNotes } from '#lib/domain/tax-notes.ts';
import { type Copy, loadCopies } from '#lib/intake/load-copies.ts';
import { type Choices, loadChoices } from '#lib/lists/load-choices.ts';
import { type LockChange, lockLog } from '#lib/lists/lock-log.ts';
import { hasManyCategories } from '#lib/lists/offered-categories.ts';
import { type CheckedRevision, loadReviewContext, type ReviewContext } from '#lib/lists/review-context.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import { type PublicationView, progressOf } from '#lib/publishing/publication-view.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { type AlikeInBooksView, alikeInBooksView } from './alike-in-books.ts';
import { assessItems } from './assess-items.ts';
import { type DocumentView, documentView } from './document-view.ts';
import { type LikeView, loadLikeViews, settledWith } from './duplicates/like-views.ts';
import { loadPutTogether, type PutTogether } from './duplicates/put-together-views.ts';
import { flagIn } from './flag-in.ts';
import { type ListPlace, listPlaceSchema } from './inbox-query.ts';
import { itemReading, type ReadingView } from './item-reading.ts';
import { loadNeighbours, type Neighbours } from './load-neighbours.ts';
import { loadTwinViews, type TwinView } from './load-twin-views.ts';
import { unreadOf } from './read-marks.ts';
import { readNames } from './read-names.ts';
import { type LineSources, lineSources, type ShownSources, shownSources } from './shown-sources.ts';
import { type LineOffer, suggestedValues, withSuggested } from './suggested-values.ts';

/** What of an item's page an edit can change. */
export type ItemFacts = Assessment & {
  revision: number;
  place: 'INBOX' | 'ARCHIVE';
  /** The expense claim that it is in; locked while that is published, or on its way. */
  claim: { number: number; name: string; isLocked: boolean } | null;
  coding: Coding;
  contact: Contact | null;
  owner: Owner | null;
  /** By id, how the products and customers on its lines are called. */
  lineEntries: Record<string, string>;
  flag: ItemFlag | null;
  status: ItemStatus;
  reasonCount: number;
  /** Those items alike that the person may see. */
  twins: TwinView[];
  /** Others that may be the same purchase, by less or by other things. */
  likes: LikeView[];
  /** What the books may have of it already; null where nobody has to be asked. */
  alikeInBooks: AlikeInBooksView | null;
  publication: PublicationView | null;
  /** It is in the books, and the business keeps what is in the archive. */
  staysArchived: boolean;
  /** What there is to say of its tax, in sentences. */
  taxNotes: string[];
  /** What will be in the books otherwise than it is here, in words. */
  asPublished: string[];
  /** Where a lock date is in its way: how those of the business changed lately. */
  lockLog: LockChange[];
  /** What a machine has read of its document; null where none has. */
  reading: ReadingView | null;
  /** Whether it is published by itself, and what holds it back; null where there is nothing to say. */
  autoPublish: AutoPublishView | null;
  /** What was read at each field, and what is suggested there. */
  offers: ReadFields;
  /** What is suggested for empty cells of its lines. */
  lineOffers: LineOffer[];
  /** Where its exchange rate comes from, in words; null where nobody typed one in and none was looked up. */
  rateFrom: string | null;
  /** For those who may change it. */
  sources: ShownSources;
  /** The same of its lines. */
  lineSources: LineSources;
};

/** All that an item's page shows; made on the server, plain enough to cross to the browser. */
export type ItemView = ItemFacts & {
  id: string;
  number: number;
  workspace: Workspace;
  /** Null for what nobody with an account added. */
  addedBy: string | null;
  /** ISO instant. */
  addedAt: string;
  /** Who it is from, or of a sale for, as its document says; null once its contact is known. */
  readName: string | null;
  document: DocumentView | null;
  copies: Copy[];
  /** What was put into it by itself, and nobody has looked at since. */
  putTogether: PutTogether[];
  choices: Choices;
  /** For those who may change it. */
  owners: OwnerChoice[];
  flags: ItemFlag[];
  /** Not yet read by the person who looks. */
  isUnread: boolean;
  neighbours: Neighbours;
};

/**
 * A workspace's item by its number, or null when the person may not see it or it is deleted. `list` is what it was opened
 * from; the inbox as it is at first unless given.
 */
export async function getItem(
  scope: BusinessScope,
  workspace: Workspace,
  number: number,
  list: ListPlace = listPlaceSchema.parse({}),
): Promise<ItemView | null> {
  const { businessId } = scope;
  const item = await db.item.findFirst({
    // The bill of a claim is shown by the claim's page.
    where: { ...visibleItems(scope), workspace, number, place: { not: 'CLAIM' } },
    include: { ...withRows, ...withDocuments },
  });
  if (!item) return null;
  const document = firstDocument(item);
  // All accounts, since the page offers them, unless they are too many.
  const hasManyAccounts = await hasManyCategories(db, businessId);
  const named = idsOf(entriesOf(item));
  const context = await loadReviewContext(db, scope, hasManyAccounts ? named : { ...named, accountIds: undefined });
  const coding = codingOf(item, context.lists.rules);
  const parts = [coding, ...coding.lines];
  const [publications, copies, putTogether, neighbours, choices, owners, flags, unread] = await Promise.all([
    loadPublications(scope, [item.id]),
    document ? loadCopies(scope, { sha256: document.sha256, exceptItemId: item.id }) : [],
    loadPutTogether(scope, item.id),
    loadNeighbours(scope, item, list),
    loadChoices(
      db,
      businessId,
      context,
      {
        workspace,
        hasManyAccounts,
        accountIds: parts.flatMap(({ accountId }) => accountId ?? []),
        taxRateIds: parts.flatMap(({ taxRateId }) => taxRateId ?? []),
        paymentMethodIds: coding.payments.flatMap(({ paymentMethodId }) => paymentMethodId ?? []),
      },
      {
        itemId: item.id,
        workspace: item.workspace,
        contact: context.lists.contacts.get(coding.contactId ?? '') ?? null,
      },
    ),
    ownerChoices(scope),
    flagChoices(scope),
    unreadOf(scope, [item.id]),
  ]);
  const facts = await factsOf(scope, item, {
    context,
    publication: publications.get(item.id) ?? null,
    isEdited: false,
  });
  const settled = copies.length > 0 ? await settledWith(scope, item.id) : [];
  return {
    ...facts,
    id: item.id,
    number: item.number,
    workspace: item.workspace,
    addedBy: item.submittedByName,
    addedAt: item.createdAt.toISOString(),
    readName: coding.contactId === null ? ((await readNames([item])).get(item.id) ?? null) : null,
    document: documentView(item.documents),
    // Of those that are asked about, and those that were answered, nothing is said a second time.
    copies: copies.filter(({ itemId }) => !settled.includes(itemId) && !facts.likes.some(({ id }) => id === itemId)),
    putTogether,
    choices: actorMay(scope.actor, 'lists.see')
      ? choices
      : { ...choices, accounts: [], taxRates: [], tracking: [], paymentMethods: [] },
    owners,
    flags,
    isUnread: unread.has(item.id),
    neighbours,
  };
}

/**
 * The same of an item that has just been edited, and nothing of what an edit leaves as it is. What the edit was checked
 * against serves again, unless another came after it. Null as for `getItem`.
 */
export async function getItemFacts(
  scope: BusinessScope,
  itemId: string,
  checked: CheckedRevision,
): Promise<ItemFacts | null> {
  const [item, publications] = await Promise.all([
    db.item.findFirst({ where: { ...visibleItems(scope), id: itemId }, include: withRows }),
    loadPublications(scope, [itemId]),
  ]);
  if (!item) return null;
  const context =
    item.revision === checked.revision ? checked.context : await loadReviewContext(db, scope, idsOf(entriesOf(item)));
  return factsOf(scope, item, { context, publication: publications.get(item.id) ?? null, isEdited: true });
}

/** What is left to do and why the ledger refused it is told to those who may do something about it. */
async function factsOf(
  scope: BusinessScope,
  item: ItemWithRows,
  {
    context,
    publication,
    isEdited,
  }: { context: ReviewContext; publication: PublicationView | null; isEdited: boolean },
): Promise<ItemFacts> {
  const coding = codingOf(item, context.lists.rules);
  const inCurrency = { ...coding, currency: coding.currency ?? context.baseCurrency };
  const assessed = (await assessItems(scope, [item], context)).get(item.id);
  const isCorrected = publication?.afterwards?.correction != null;
  const claim = await claimOf(item.claimId);
  const isClaimOpen = claim !== null && !claim.isLocked;
  const isInWork = isCorrected || isClaimOpen || (item.place === 'INBOX' && !publication?.isPublished);
  const found = isInWork && assessed ? assessed.assessment : nothingToDo;
  const judged = claim
    ? { problems: claimedProblems(found.problems), refusal: [] }
    : isCorrected
      ? { ...found, problems: found.problems.filter(isOfChanges) }
      : found;
  const mayEdit = actorMay(scope.actor, 'items.edit');
  const isOpen = mayEdit && isInWork;
  const { reading, fields: read } = mayEdit
    ? await itemReading(scope, item, coding, context.lists)
    : { reading: null, fields: {} };
  const isAsked = isOpen && !isCorrected && !claim && !item.isBeingRead;
  const { lists, numbers } = context;
  const suggested = isAsked
    ? await suggestedValues(scope.businessId, item, coding, { lists, numbers, isEdited })
    : { fields: {}, lines: [] };
  const alikeBy = { workspace: item.workspace, type: coding.type, rules: context.lists.rules };
  return {
    revision: item.revision,
    place: item.place === 'ARCHIVE' ? 'ARCHIVE' : 'INBOX',
    claim,
    coding: inCurrency,
    contact: coding.contactId ? (context.lists.contacts.get(coding.contactId) ?? null) : null,
    owner: coding.ownerId ? (context.lists.owners.get(coding.ownerId) ?? null) : null,
    lineEntries: lineEntriesOf(coding, context.lists),
    flag: flagIn(coding, context.lists),
    twins: mayEdit ? await loadTwinViews(scope, assessed?.twins ?? []) : [],
    likes: isOpen
      ? await loadLikeViews(
          scope,
          item.id,
          (assessed?.twins ?? []).map(({ id }) => id),
        )
      : [],
    alikeInBooks: isOpen && !isCorrected && !claim ? alikeInBooksView(assessed?.inBooks ?? [], alikeBy) : null,
    ...itemStatus(progressOf(publication, item), judged, item.isBeingRead),
    ...(mayEdit ? judged : nothingToDo),
    publication,
    staysArchived: item.place === 'ARCHIVE' && publication?.isPublished === true && (await archivesPublished(scope)),
    taxNotes:
      mayEdit && judged !== nothingToDo ? taxNotes(inCurrency, item.workspace, context.lists, context.numbers) : [],
    asPublished: isOpen && !claim ? asPublished(coding, context).changes : [],
    reading,
    autoPublish: mayEdit ? await autoPublishView(item, scope.numbers ?? 'commaPoint') : null,
    offers: withSuggested(read, suggested.fields),
    lineOffers: suggested.lines,
    rateFrom: rateFrom(item.provenance, coding),
    sources: mayEdit ? shownSources(item.provenance, coding, context.numbers) : {},
    lineSources:
      mayEdit && coding.lines.length > 0 ? lineSources(await loadRowSources(db, item.id), coding, context.numbers) : {},
    lockLog:
      isOpen && !claim && metLock(coding, context) ? await lockLog(db, scope.businessId, SHOWN_LOCK_CHANGES) : [],
  };
}

/** What only keeps a new document from the books does not keep one from being changed that is there. */
const isOfChanges = ({ code }: Problem) => code !== 'inBooks' && code !== 'approvalLimit';

const archivesPublished = async ({ businessId }: BusinessScope): Promise<boolean> =>
  (await db.business.findUniqueOrThrow({ where: { id: businessId }, select: { archivesPublished: true } }))
    .archivesPublished;

function lineEntriesOf({ lines }: Coding, lists: Lists): Record<string, string> {
  const names = lines.flatMap(({ productId, rebillableContactId }) => [
    ...(productId ? [[productId, entryName('products', productId, lists, 'kept')] as const] : []),
    ...(rebillableContactId
      ? [[rebillableContactId, entryName('customers', rebillableContactId, lists, 'kept')] as const]
      : []),
  ]);
  return Object.fromEntries(names.flatMap(([id, name]) => (name === null ? [] : [[id, name]])));
}

const SHOWN_LOCK_CHANGES = 3;

function rateFrom(provenance: unknown, { exchangeRate }: Coding): string | null {
  const source = exchangeRate === null ? undefined : parseProvenance(provenance).exchangeRate;
  if (!source) return null;
  return source.because ?? (source.name ? `Entered by ${isolated(source.name)}` : null);
}

/** The claim of an item, held open or not by what became of its bills. */
async function claimOf(claimId: string | null): Promise<ItemFacts['claim']> {
  const claim = claimId === null ? null : await db.claim.findUnique({ where: { id: claimId }, select: withBillStates });
  if (!claim) return null;
  const live = claim.bills.flatMap(({ publications }) => publications);
  return {
    number: claim.number,
    name: claim.name,
    isLocked: live.some(({ state, correctedSince }) => isUndecided(state) || correctedSince === null),
  };
}

const withBillStates = {
  number: true,
  name: true,
  bills: {
    select: {
      publications: {
        where: { state: { notIn: [...pastStates] } },
        select: { state: true, correctedSince: true },
      },
    },
  },
} satisfies Prisma.ClaimSelect;
