import { codingOf, type ItemWithRows } from '#lib/coding/coding-columns.ts';
import { judgedItems } from '#lib/coding/judged-items.ts';
import type { Db } from '#lib/db.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import type { Coding, PublishAs } from '#lib/domain/coding/coding.ts';
import type { Lists, Organisation } from '#lib/domain/lists.ts';
import { asPublished, strictly } from '#lib/domain/publication/as-published.ts';
import { isBankTransaction, type PublicationKind, publicationKind } from '#lib/domain/publication/publication.ts';
import { unansweredInBooks } from '#lib/domain/readiness/books-problem.ts';
import type { Problem } from '#lib/domain/readiness/problem.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { asSent } from '#lib/domain/tax-policy.ts';
import { loadLists } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { NewStep } from './request.ts';
import { stepsOf } from './request.ts';

/** What an item would be published as, were it published now. */
export type Prepared = {
  kind: PublicationKind;
  publishAs: PublishAs;
  /** As the ledger is told it. */
  coding: Coding;
  /** What the business's own rules made otherwise, a sentence each; numbers are kept for whoever reads them. */
  changes: string[];
  steps: NewStep[];
  /** The books may have it already, and nobody has said that it is another. */
  mayBeInBooks: boolean;
};

/** An item as it is published, or everything that keeps it from that. */
export async function prepare(
  db: Db,
  { businessId, numbers = 'commaPoint' }: BusinessScope,
  item: ItemWithRows,
  books: { organisation: Organisation; lists: Lists },
): Promise<Result<Prepared, Problem[]>> {
  const { lists, organisation } = books;
  const coding = codingOf(item, lists.rules);
  const today = todayIn(organisation.timeZone, new Date());
  const [judged] = await judgedItems(db, businessId, [item], { baseCurrency: organisation.baseCurrency, lists });
  const circumstances = { ...books, workspace: item.workspace, today, numbers };
  const problems = readiness(coding, circumstances, judged);
  if (problems.length > 0) return fail(problems);
  const published = asPublished(coding, { ...circumstances, numbers: 'kept' });
  const left = readiness(published.coding, { ...circumstances, lists: strictly(lists) }, judged);
  if (left.length > 0) return fail(left);

  const sent = { ...asSent(published.coding, lists), currency: published.coding.currency ?? organisation.baseCurrency };
  const kind = publicationKind(item.workspace, sent);
  const documents = await db.itemDocument.findMany({
    where: { itemId: item.id },
    orderBy: { position: 'asc' },
    select: { documentId: true },
  });
  return ok({
    kind,
    publishAs: isBankTransaction(kind) ? 'AUTHORISED' : sent.publishAs,
    coding: sent,
    changes: published.changes,
    steps: stepsOf({
      ...{ kind, coding: sent, rules: lists.rules },
      contact: lists.contacts.get(sent.contactId ?? ''),
      documentIds: documents.map(({ documentId }) => documentId),
    }),
    mayBeInBooks: unansweredInBooks(judged?.inBooks ?? [], judged?.confirmations ?? []).length > 0,
  });
}

/** The lists that these items are checked against and made of. */
export function listsFor(
  db: Db,
  businessId: string,
  items: readonly {
    contactId: string | null;
    payments: readonly { paymentMethodId: string | null }[];
    lines: readonly { productId: string | null }[];
  }[],
): Promise<Lists> {
  return loadLists(db, businessId, {
    contactIds: items.flatMap(({ contactId }) => contactId ?? []),
    productIds: items.flatMap(({ lines }) => lines.flatMap(({ productId }) => productId ?? [])),
    paymentMethodIds: items.flatMap(({ payments }) => payments.flatMap(({ paymentMethodId }) => paymentMethodId ?? [])),
  });
}
