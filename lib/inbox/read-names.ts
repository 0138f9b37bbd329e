import { db } from '#lib/db.ts';
import { LEAST_CONFIDENCE } from '#lib/domain/extraction/coding-of-reading.ts';
import type { Workspace } from '#lib/domain/paths.ts';

/** Who items are from, or of sales for, as their documents say, by the items' ids: for those whose contact is not known. */
export async function readNames(items: readonly { id: string; workspace: Workspace }[]): Promise<Map<string, string>> {
  if (items.length === 0) return new Map();
  // A reading may have a thousand lines, of which nothing is wanted.
  const found = await db.$queryRaw<{ itemId: string; supplier: Said; buyer: Said }[]>`
    SELECT "itemId", "reading"#>'{fields,supplierName}' AS "supplier", "reading"#>'{fields,buyerName}' AS "buyer"
      FROM "Extraction" WHERE "state" = 'DONE' AND "itemId" = ANY(${items.map(({ id }) => id)}::uuid[])`;
  const workspaces = new Map(items.map(({ id, workspace }) => [id, workspace]));
  return new Map(
    found.flatMap(({ itemId, supplier, buyer }) => {
      const said = workspaces.get(itemId) === 'SALES' ? buyer : supplier;
      const isName = typeof said?.value === 'string' && Number(said.confidence) >= LEAST_CONFIDENCE;
      return isName ? [[itemId, String(said.value)] as const] : [];
    }),
  );
}

type Said = { value?: unknown; confidence?: unknown } | null;
