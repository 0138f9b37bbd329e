import { codingOf, entriesOf, withRows } from '#lib/coding/coding-columns.ts';
import { firstDocument, withFirstDocument } from '#lib/coding/item-documents.ts';
import { db } from '#lib/db.ts';
import { actorMay } from '#lib/domain/actor.ts';
import type { Amount } from '#lib/domain/amount.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import { itemTax } from '#lib/domain/coding/line-items.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { categoryText } from '#lib/domain/coding/show-value.ts';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import type { ItemFlag } from '#lib/domain/flag.ts';
import { totalInBase } from '#lib/domain/foreign-currency.ts';
import { statusOfFilter } from '#lib/domain/inbox-choices.ts';
import { type ItemStatus, itemStatus } from '#lib/domain/item-status.ts';
import type { ExtraColumn } from '#lib/domain/list-layout.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { asPublished } from '#lib/domain/publication/as-published.ts';
import { nothingToDo, toDo } from '#lib/domain/readiness/assessment.ts';
import { inBooksProblem } from '#lib/domain/readiness/books-problem.ts';
import type { Cursor, Page } from '#lib/keyset.ts';
import { type CheckedRevision, loadReviewContext } from '#lib/lists/review-context.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import { type PublicationView, progressOf } from '#lib/publishing/publication-view.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { assessItems } from './assess-items.ts';
import { type LikeOne, likenessText, loadLikenesses } from './duplicates/load-likenesses.ts';
import { putTogetherIn, putTogetherText } from './duplicates/put-together-views.ts';
import { type ExtraCells, extraCells } from './extra-cells.ts';
import { findItems } from './find-items.ts';
import { flagIn } from './flag-in.ts';
import { type Found, foundIn } from './found-in.ts';
import type { InboxQuery } from './inbox-query.ts';
import { loadHeldBack } from './load-held-back.ts';
import { ownerIn } from './owner-in.ts';
import { unreadOf } from './read-marks.ts';
import { readNames } from './read-names.ts';
import { readTexts } from './read-texts.ts';
import { searchedOf } from './searched-of.ts';

/** A row of the inbox, with all that it shows. */
export type InboxRow = {
  id: string;
  number: number;
  revision: number;
  issuedOn: CalendarDate | null;
  contact: string | null;
  contactId: string | null;
  /** The name that was read of the document, while it is nobody's that is known. */
  readName: string | null;
  fileName: string | null;
  reference: string | null;
  isCreditNote: boolean;
  accountId: string | null;
  category: string | null;
  lineCount: number;
  currency: string;
  /** Gross; of a credit note below zero, as is the tax. */
  total: Amount | null;
  /** The total in the base currency, where the item is in another and its rate is known. */
  baseTotal: Amount | null;
  baseCurrency: string;
  taxAmount: Amount | null;
  /** Null for what is nobody's. */
  owner: { id: string; name: string } | null;
  flag: ItemFlag | null;
  /** By the person who looks; not told of a row that they have just edited. */
  isUnread: boolean;
  /** ISO instant. */
  addedAt: string;
  status: ItemStatus;
  reasonCount: number;
  /** What is left to do is for those who may do something about it. */
  problems: { message: string }[];
  /** What is missing, wrong or refused, each cause once. */
  toDo: string[];
  /** What will be in the books otherwise than it is here, in words. */
  asPublished: string[];
  /** Why it is not published by itself although that is wanted, in sentences. */
  heldBack: string[];
  /** What the books or another item may have of it already, in a sentence; null where nobody has to be asked. */
  inBooks: string | null;
  publication: PublicationView | null;
  /** Why a search found it; null without one. */
  found: Found | null;
  /** Of the columns that only some people show. */
  extra: ExtraCells;
};

export type InboxPage = Page<InboxRow>;

/** A page of what waits in the inbox of a workspace. */
export async function listInbox(
  scope: BusinessScope,
  workspace: Workspace,
  { filter, ...query }: InboxQuery,
  page: { after: Cursor | null; limit: number; extra?: readonly ExtraColumn[] },
): Promise<InboxPage> {
  const status = statusOfFilter[filter];
  const { extra = [], ...part } = page;
  const { rows, next } = await findItems(scope, { ...query, ...part, status, workspace, place: 'INBOX' });
  const ids = rows.map(({ id }) => id);
  return { rows: await loadRows(scope, ids, { search: query.search, extra }), next };
}

/**
 * Rows of items by id, in the order of the ids. For one that has just been edited, what the edit was checked against
 * serves again, unless another came after it. `search` is what they were found by,
 * `extra` the columns that they are to bring.
 */
export async function loadRows(
  scope: BusinessScope,
  ids: readonly string[],
  {
    search = '',
    extra = [],
    checked,
  }: { search?: string; extra?: readonly ExtraColumn[]; checked?: CheckedRevision } = {},
): Promise<InboxRow[]> {
  if (ids.length === 0) return [];
  const [items, publications] = await Promise.all([
    db.item.findMany({
      where: { businessId: scope.businessId, id: { in: [...ids] } },
      include: { ...withRows, ...withFirstDocument },
      omit: { provenance: true },
    }),
    loadPublications(scope, ids),
  ]);
  const context =
    checked && items.every(({ revision }) => revision === checked.revision)
      ? checked.context
      : await loadReviewContext(db, scope, idsOf(entriesOf(...items)));
  const { lists } = context;
  const mayEdit = actorMay(scope.actor, 'items.edit');
  const [assessed, likes, together, unread, heldBack] = await Promise.all([
    assessItems(scope, items, context),
    mayEdit ? loadLikenesses(scope, ids) : new Map<string, LikeOne[]>(),
    mayEdit ? putTogetherIn(db, scope, ids) : new Map<string, number[]>(),
    // An edit does not change what one has read, and whoever made it knows that.
    checked ? new Set<string>() : unreadOf(scope, ids),
    // What has just been edited is judged anew, and not yet.
    mayEdit && !checked ? loadHeldBack(scope, items) : new Map<string, string[]>(),
  ]);
  const texts = search === '' ? new Map<string, string>() : await readTexts(ids);
  const names = await readNames(items.filter(({ contactId }) => contactId === null));
  const rows = items.map((item): InboxRow => {
    const coding = codingOf(item, lists.rules);
    const publication = publications.get(item.id) ?? null;
    const isOpen = !publication?.isPublished;
    const judged = (isOpen && assessed.get(item.id)?.assessment) || nothingToDo;
    const currency = coding.currency ?? context.baseCurrency;
    const cells = extraCells(extra, item, coding, { lists, timeZone: context.organisation?.timeZone ?? null });
    return {
      id: item.id,
      number: item.number,
      revision: item.revision,
      issuedOn: coding.issuedOn,
      contactId: coding.contactId,
      contact: coding.contactId ? (lists.contacts.get(coding.contactId)?.name ?? null) : null,
      readName: names.get(item.id) ?? null,
      fileName: firstDocument(item)?.fileName ?? null,
      reference: coding.reference,
      isCreditNote: coding.type === 'CREDIT_NOTE',
      accountId: coding.accountId,
      category: categoryText(coding, lists),
      lineCount: coding.lines.length,
      currency,
      total: shownAmount(coding.type, coding.total),
      baseTotal: shownAmount(coding.type, totalInBase(coding, context.baseCurrency, lists.rules.amountDigits)),
      baseCurrency: context.baseCurrency,
      taxAmount: shownAmount(coding.type, itemTax(coding, lists.rules.amountDigits)),
      owner: ownerIn(coding, lists),
      flag: flagIn(coding, lists),
      isUnread: unread.has(item.id),
      addedAt: item.createdAt.toISOString(),
      ...itemStatus(progressOf(publication, { place: 'INBOX', claimId: null }), judged, item.isBeingRead),
      problems: mayEdit ? judged.problems.map(({ message }) => ({ message })) : [],
      toDo: mayEdit ? toDo(judged) : [],
      asPublished: mayEdit && isOpen ? asPublished(coding, context).changes : [],
      heldBack: heldBack.get(item.id) ?? [],
      inBooks:
        mayEdit && isOpen && !publication?.locksItem
          ? (inBooksProblem(assessed.get(item.id)?.inBooks ?? [], item.workspace, coding.type)?.message ??
            likenessText(likes.get(item.id)) ??
            putTogetherText(together.get(item.id)))
          : null,
      publication,
      found:
        search === ''
          ? null
          : foundIn(
              search,
              searchedOf(item, coding, { ...scope, lists, currency, readText: texts.get(item.id) }),
              cells,
            ),
      extra: cells,
    };
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
