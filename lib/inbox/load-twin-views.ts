import { firstDocument, withFirstDocument } from '#lib/coding/item-documents.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Twin } from '#lib/domain/readiness/twins.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** An item that is most likely the same document, as it is shown beside the other. */
export type TwinView = {
  id: string;
  number: number;
  workspace: Workspace;
  reference: string | null;
  /** Null for what nobody with an account added. */
  addedBy: string | null;
  /** ISO instant. */
  addedAt: string;
  isArchived: boolean;
  /** Not only put aside by hand. */
  isPublished: boolean;
  documentId: string | null;
  ledgerUrl: string | null;
};

/** More are not set side by side. */
const MAX_SHOWN = 3;

/** Of the items alike, those that the person may see, published ones first. */
export async function loadTwinViews(scope: BusinessScope, twins: readonly Twin[]): Promise<TwinView[]> {
  if (twins.length === 0) return [];
  const ids = twins.toSorted((a, b) => Number(b.isPublished) - Number(a.isPublished)).map(({ id }) => id);
  const [items, publications] = await Promise.all([
    db.item.findMany({ where: { ...visibleItems(scope), id: { in: ids } }, include: withFirstDocument }),
    loadPublications(scope, ids),
  ]);
  const views = items.map((item) => ({
    id: item.id,
    number: item.number,
    workspace: item.workspace,
    reference: item.reference,
    addedBy: item.submittedByName,
    addedAt: item.createdAt.toISOString(),
    isArchived: item.place === 'ARCHIVE',
    isPublished: publications.get(item.id)?.isPublished ?? false,
    documentId: firstDocument(item)?.id ?? null,
    ledgerUrl: publications.get(item.id)?.ledgerUrl ?? null,
  }));
  return views.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).slice(0, MAX_SHOWN);
}
