import { db } from '#lib/db.ts';
import type { ReadWord } from '#lib/domain/extraction/reading.ts';
import { findDocument } from '#lib/intake/find-document.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** The words of a page, from 0, row by row; none where it was not read, null where the person may not see it. */
export async function pageWords(
  scope: BusinessScope,
  { documentId, page }: { documentId: string; page: number },
): Promise<ReadWord[][] | null> {
  const document = await findDocument(scope, documentId);
  if (!document) return null;
  const read = await db.documentPage.findUnique({ where: { documentId_page: { documentId, page } } });
  // Only what keepPages has written, which was parsed then.
  return (read?.rows ?? []) as ReadWord[][];
}
