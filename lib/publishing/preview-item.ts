import { codingOf, withRows } from '#lib/coding/coding-columns.ts';
import { parseItemPages } from '#lib/coding/stored-pages.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { ledgerDocument, markOf } from '#lib/domain/publication/ledger-document.ts';
import { ledgerPayment } from '#lib/domain/publication/ledger-payment.ts';
import { type Preview, previewOf } from '#lib/domain/publication/preview.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { env } from '#lib/env.ts';
import { bodiesOf, capabilitiesOf, ledgerTitle, storedLedger } from '#lib/ledger/ledgers.ts';
import { loadOrganisation } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { listsFor, prepare } from './prepare.ts';
import { attachedAs } from './steps/attachment-file.ts';

/** A contact that is made first has no id yet; any stands for it, and nothing is sent. */
const NO_ID_YET = '00000000-0000-0000-0000-000000000000';

/**
 * What an item would become, were it published now: read back from the very body that would be sent. Makes no call. What is
 * not ready has none, and says what is left to do.
 */
export async function previewItem(scope: BusinessScope, itemId: string): Promise<Result<Preview>> {
  const connection = await liveConnection(db, scope.businessId);
  const organisation = await loadOrganisation(db, scope.businessId);
  if (!connection || !organisation) {
    return failure('notConnected', 'What the books will show is known once accounting software is connected.');
  }
  const item = await db.item.findFirst({ where: { ...visibleItems(scope), id: itemId }, include: withRows });
  if (!item) return failure('missing', 'This item was deleted meanwhile.');
  const lists = await listsFor(db, scope.businessId, [item]);
  const prepared = await prepare(db, scope, item, { organisation, lists });
  if (!prepared.ok) {
    const title = ledgerTitle(storedLedger(connection));
    const left = [...new Set(prepared.error.map(({ message }) => message))].join(' ');
    return failure('notReady', `${title} would not take it as it is. ${left}`);
  }
  const ledger = await bodiesOf(storedLedger(connection));
  const { kind, coding, changes, steps } = prepared.value;
  const { attachmentMaxBytes } = capabilitiesOf(storedLedger(connection));
  const mark = markOf(env().APP_URL, itemId, lists.rules);
  const document = ledgerDocument(kind, coding, withIds(lists), mark);
  const documents = await db.itemDocument.findMany({
    where: { itemId },
    orderBy: { position: 'asc' },
    select: { pages: true, document: { select: { fileName: true, mimeType: true, byteSize: true } } },
  });
  const isPaidThere = steps.some((step) => step.kind === 'PAYMENT');
  return ok(
    previewOf({
      shown: ledger.shownOf(kind, ledger.documentBody([document])),
      document,
      payments: isPaidThere ? coding.payments.flatMap(({ id }) => ledgerPayment(id, coding, lists) ?? []) : [],
      coding: codingOf(item, lists.rules),
      sources: parseProvenance(item.provenance),
      changes,
      files: documents.map(({ pages, document }) => ({
        name: ledger.attachmentName(attachedAs(document, parseItemPages(pages))),
        isSmaller: document.byteSize > attachmentMaxBytes,
      })),
      isNoted: steps.some((step) => step.kind === 'NOTE'),
      lists,
      baseCurrency: organisation.baseCurrency,
      numbers: scope.numbers ?? 'commaPoint',
    }),
  );
}

function withIds(lists: Lists): Lists {
  const contacts = [...lists.contacts].map(
    ([id, contact]) => [id, { ...contact, ledgerId: contact.ledgerId ?? NO_ID_YET }] as const,
  );
  return { ...lists, contacts: new Map(contacts) };
}
