import { z } from 'zod';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { openLedger } from '#lib/connections/open-ledger.ts';
import { db } from '#lib/db.ts';
import type { OpenDocument } from '#lib/ledger/ledger.ts';
import { storedOpenDocuments } from './credited-documents.ts';

const kinds = z.enum(['BILL', 'SALES_INVOICE']);

/** Asks the books what a contact has open there, for whoever waits for it. What keeps it from that is told in words. */
export async function readOpenDocuments(contactId: string): Promise<void> {
  const asked = await db.openDocuments.findMany({
    where: { contactId, readAt: null },
    select: { businessId: true, kind: true, contact: { select: { ledgerId: true } } },
  });
  for (const { businessId, kind, contact } of asked) {
    const read = await openOf(businessId, kinds.parse(kind), contact.ledgerId);
    await db.openDocuments.update({
      where: { contactId_kind: { contactId, kind } },
      data: { readAt: new Date(), documents: storedOpenDocuments(read.documents), problem: read.problem },
    });
  }
}

async function openOf(
  businessId: string,
  kind: z.infer<typeof kinds>,
  contactLedgerId: string | null,
): Promise<{ documents: OpenDocument[]; problem: string | null }> {
  const failed = (problem: string) => ({ documents: [], problem });
  const connection = await liveConnection(db, businessId);
  if (!connection) return failed('No accounting software is connected.');
  if (contactLedgerId === null) return { documents: [], problem: null };
  const opened = await openLedger(connection.id, { priority: 'person' });
  if (!opened.ok) return failed('The connection has to be renewed before the books can be asked.');
  const open = await opened.value.openDocuments(kind, contactLedgerId);
  return open.ok ? { documents: open.value, problem: null } : failed(open.error.message);
}
