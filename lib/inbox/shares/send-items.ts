import { z } from 'zod';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { type Db, db } from '#lib/db.ts';
import { shownAs } from '#lib/documents/shown-file.ts';
import { formatDate } from '#lib/domain/calendar-date.ts';
import { amountText, type Shown } from '#lib/domain/coding/field-kinds.ts';
import { itemTypeNames } from '#lib/domain/coding/fields.ts';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import { isEmailAddress } from '#lib/domain/email-address.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { sharedPath, workspaces } from '#lib/domain/paths.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { textSchema } from '#lib/domain/text.ts';
import { env, mailServerOf } from '#lib/env.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { MAX_ATTACHED, MAX_ATTACHED_BYTES, type MailAttachment } from '#lib/mail/attached-files.ts';
import { wake } from '#lib/mail/wake.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import type { PersonScope } from '#lib/scope.ts';
import { newToken, tokenHash } from '#lib/token.ts';
import { type ExportedPage, exportPages } from '../export/export-pages.ts';
import { itemsText, MAX_SHARED, type SharedItem } from './shared-item.ts';

/** How long a link opens, in days. */
export const shareDays = [7, 30, 90] as const;

/** Links and mails of a business in a day. */
const MAX_A_DAY = 100;
const DAY_MS = 24 * 60 * 60_000;

const someItems = {
  workspace: z.enum(workspaces),
  itemIds: z
    .array(z.uuid())
    .min(1)
    .max(MAX_SHARED, `At most ${MAX_SHARED} items go together. Nothing was sent: choose fewer, or export them.`),
};

export const shareInput = z.object(someItems);

export const sendInput = z.object({
  ...someItems,
  /** Null for a link to be passed on by other means. */
  to: z.string().trim().refine(isEmailAddress, 'Enter an e-mail address.').nullable(),
  message: textSchema(z, { longest: 2_000, mayHaveLines: true }),
  /** A link even where the documents could go along. */
  asLink: z.boolean(),
  days: z.literal([...shareDays]),
});
export type SendInput = z.output<typeof sendInput>;

/** What would go out. */
export type SendPreview = {
  items: number;
  documents: number;
  byteSize: number;
  /** Whether the documents can go with the mail. */
  mayAttach: boolean;
  /** Whether mail is sent from here at all. */
  maySend: boolean;
};

/** Changes nothing. */
export async function previewSending(
  scope: PersonScope,
  asked: z.output<typeof shareInput>,
): Promise<Result<SendPreview>> {
  const found = await chosen(scope, asked);
  return found ? ok(previewOf(found)) : nothing;
}

function previewOf({ rows }: ExportedPage): SendPreview {
  const documents = rows.flatMap((row) => row.documents);
  const byteSize = documents.reduce((sum, document) => sum + document.byteSize, 0);
  // A mail takes files as they came; some pages of one go by the link.
  const areWhole = documents.every(({ pages }) => pages === null);
  const mayAttach =
    areWhole && documents.length > 0 && documents.length <= MAX_ATTACHED && byteSize <= MAX_ATTACHED_BYTES;
  return {
    items: rows.length,
    documents: documents.length,
    byteSize,
    mayAttach,
    maySend: mailServerOf(env()) !== null,
  };
}

/**
 * Sends items to somebody: with their documents where they fit into a mail, else by a link that shows them for some days to
 * whoever has it. Without an address, makes the link alone. `url` is told this once; the link itself is kept nowhere.
 * Written down in the audit.
 */
export async function sendItems(
  scope: PersonScope,
  input: SendInput,
  {
    person,
    business,
    from,
  }: {
    person: { name: string; email: string };
    business: { name: string };
    from: RequestOrigin;
  },
): Promise<Result<{ url: string | null; items: number }>> {
  const { businessId, actor, origin } = scope;
  const { to, message, days } = input;
  const found = await chosen(scope, input);
  if (!found) return nothing;
  const preview = previewOf(found);
  if (to !== null && !preview.maySend) return noMailServer;
  const items = sharedOf(found, input.workspace);
  const isLink = to === null || input.asLink || !preview.mayAttach;
  const token = newToken();
  const url = isLink ? `${env().APP_URL}${sharedPath(token)}` : null;
  const expiresAt = new Date(Date.now() + days * DAY_MS);
  const count = itemsText(items.length);
  const mailIds = await db.$transaction(async (transaction) => {
    // Two at the same time are counted one after the other.
    await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    if (!(await isRoomToSend(transaction, businessId, 1))) return null;
    const written =
      to === null
        ? []
        : await writeMails(transaction, {
            ...{ businessId, kind: 'itemsSent', to: [{ name: to, email: to }], replyTo: person.email },
            content: {
              title: `${isolated(business.name)}: ${titleOf(items)}`.slice(0, 200),
              paragraphs: [
                ...(message === '' ? [] : [message]),
                ...(url ? [] : items.map(lineOf).slice(0, 10)),
                `${isolated(person.name)} sends you this from ${isolated(business.name)}.`,
              ],
              button: url ? { label: items.length === 1 ? 'Open the document' : 'Open the documents', url } : null,
              footer: url
                ? `The link opens until ${formatDay(expiresAt)}, for whoever has it. An answer goes to ${person.email}.`
                : `An answer goes to ${person.email}.`,
            },
            ...(!url && { attachments: attachmentsOf(found) }),
          });
    if (to !== null && written.length === 0) return null;
    if (isLink) {
      await transaction.share.create({
        data: {
          ...{ businessId, tokenHash: tokenHash(token), expiresAt, toAddress: to, message, items },
          ...{ byUserId: actor.userId, byName: actor.name },
        },
      });
    }
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: { userId: actor.userId, name: actor.name }, from },
      ...(to === null
        ? { action: 'linkMade', detail: { items: count } }
        : { action: 'itemsSent', detail: { items: count, to, how: isLink ? 'link' : 'documents' } }),
    });
    await announce(transaction, { businessId, topic: 'exports', id: null, origin });
    return written;
  });
  if (!mailIds) return tooOften;
  await wake(mailIds);
  return ok({ url, items: items.length });
}

/** Whether a business may send so much more today, of items by hand and of files by themselves together. */
export async function isRoomToSend(transaction: Db, businessId: string, more: number): Promise<boolean> {
  const createdAt = { gt: new Date(Date.now() - DAY_MS) };
  const shares = await transaction.share.count({ where: { businessId, createdAt } });
  const mails = await transaction.mail.count({
    where: { businessId, createdAt, kind: { in: ['itemsSent', 'exportSent'] } },
  });
  return shares + mails + more <= MAX_A_DAY;
}

/** Null when there is nothing of it any more, or nothing that the person may know of. */
async function chosen(
  scope: PersonScope,
  { workspace, itemIds }: z.output<typeof shareInput>,
): Promise<ExportedPage | null> {
  const seen = await db.item.findMany({
    where: { ...visibleItems(scope), workspace, id: { in: itemIds } },
    select: { id: true },
  });
  const known = new Set(seen.map(({ id }) => id));
  const ids = itemIds.filter((id) => known.has(id));
  const pages = exportPages(scope.businessId, ids, { size: MAX_SHARED });
  const { value, done } = await pages.next();
  return done || value.rows.length === 0 ? null : value;
}

function sharedOf({ rows, lists }: ExportedPage, workspace: Workspace): SharedItem[] {
  // Whoever reads it has no settings of their own.
  const shown: Shown = { lists, numbers: 'commaPoint' };
  return rows.map(({ item, contactName, documents }) => {
    const { coding, currency, number } = item;
    const total = shownAmount(coding.type, coding.total);
    const facts = [
      { name: 'Type', value: itemTypeNames[coding.type] },
      { name: workspace === 'COSTS' ? 'From' : 'To', value: contactName ?? '' },
      { name: 'Date', value: coding.issuedOn ? formatDate(coding.issuedOn) : '' },
      { name: 'Due', value: coding.dueOn ? formatDate(coding.dueOn) : '' },
      { name: 'Reference', value: coding.reference ?? '' },
      { name: 'Total', value: total === null ? '' : `${amountText(total, shown)} ${currency}` },
    ].filter(({ value }) => value !== '');
    return {
      title: [contactName, coding.reference].filter(Boolean).join(', ') || `${itemTypeNames[coding.type]} ${number}`,
      facts,
      documents: documents.map(({ pages, pageCount, ...document }) => ({
        ...{ id: document.id, byteSize: document.byteSize, fileName: shownAs(document, pages).fileName },
        ...{ pages: pages && [...pages], pageCount: pages?.length ?? pageCount },
      })),
    };
  });
}

const attachmentsOf = ({ rows }: ExportedPage): MailAttachment[] =>
  rows.flatMap(({ documents }) =>
    documents.map(({ fileName, mimeType, storageKey }) => ({ fileName, mimeType, storageKey })),
  );

const titleOf = (items: readonly SharedItem[]) => {
  const [only, ...others] = items;
  return only && others.length === 0 ? only.title : itemsText(items.length);
};

/** `Acme Ltd, INV-7: 2 Nov 2026, 120.00 GBP`. */
function lineOf({ title, facts }: SharedItem): string {
  const told = facts.filter(({ name }) => name === 'Date' || name === 'Total').map(({ value }) => value);
  return told.length > 0 ? `${title}: ${told.join(', ')}` : title;
}

const formatDay = (at: Date) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);

const nothing = failure('missing', 'Nothing was sent: what was chosen is no longer here.');

const noMailServer = failure(
  'noMailServer',
  'No mail server is set up for Intray, so nothing was sent. Make a link instead, and pass it on yourself.',
);

const tooOften = failure(
  'tooOften',
  'This business has sent as much as it may in a day. Nothing was sent; try again tomorrow, or export the items.',
);
