import type { Db } from '#lib/db.ts';
import type { DocumentState } from '#lib/domain/publication/comparison.ts';
import { type EditedField, type EditedThere, editedFields, isGone } from '#lib/domain/publication/life.ts';
import type { DocumentInBooks, Ledger } from '#lib/ledger/ledger.ts';
import { readDifferences } from '#lib/ledger/stored-reasons.ts';
import type { Publication } from '#prisma/generated/client.ts';
import { type Books, documentOf } from '../steps/load-books.ts';
import { atFields } from '../steps/refuse-publication.ts';

/** How what a document points to is called, by its id at the ledger. */
export type Names = Record<'account' | 'contact' | 'taxType', ReadonlyMap<string, string>>;

/**
 * What of a document is otherwise in the books than it was sent. What the ledger itself stored otherwise when it was
 * posted is told apart from this and left out. None for one that is gone, or whose coding can no longer be built.
 */
export function editsThere(
  publication: Publication,
  seen: DocumentInBooks,
  { ledger, books, names }: { ledger: Pick<Ledger, 'stateAfter'>; books: Books; names: Names },
): EditedThere[] {
  // What somebody else entered was never as it was sent.
  if (isGone(seen.life.status) || publication.operation === 'ATTACH') return [];
  const document = builtOrNull(publication, books);
  if (!document) return [];
  const asked = ledger.stateAfter({ operation: 'UPDATE', document });
  const atPosting = new Set(readDifferences(publication.differences).map(({ field, line }) => `${field} ${line}`));
  return atFields(differing(asked, seen.state), publication)
    .filter(({ field, line }) => !atPosting.has(`${field} ${line}`))
    .map((edit) => ({ ...edit, sent: named(edit.field, edit.sent), stored: named(edit.field, edit.stored) }));

  function named(field: EditedField, value: string): string {
    const known: ReadonlyMap<string, string> | undefined = field in names ? names[field as keyof Names] : undefined;
    return known?.get(value) ?? value;
  }
}

function differing(asked: DocumentState, stored: DocumentState): EditedThere[] {
  const hasOtherLines = asked.lines !== stored.lines;
  return Object.entries(asked).flatMap(([key, sent]) => {
    const [, line, name] = /^(?:lines\.(\d+)\.)?(\w+)$/.exec(key) ?? [];
    const field = editedFields.find((known) => known === name);
    const now = stored[key];
    if (!field || now === undefined || now === sent) return [];
    // Lines that came or went leave nothing to compare the others with.
    if (line !== undefined && hasOtherLines) return [];
    return [{ field, line: line === undefined ? null : Number(line), sent, stored: now }];
  });
}

function builtOrNull(publication: Publication, books: Books) {
  try {
    return documentOf(publication, books);
  } catch {
    // The lists lack something that was there when it was published: then nothing can be compared.
    return null;
  }
}

/** How the books call what documents point to. */
export async function loadNames(db: Db, connectionId: string, seen: readonly DocumentInBooks[]): Promise<Names> {
  const contactIds = seen.flatMap(({ state }) => state.contact ?? []);
  const [accounts, contacts, rates] = await Promise.all([
    db.account.findMany({ where: { connectionId }, select: { ledgerId: true, code: true, name: true } }),
    db.contact.findMany({
      where: { connectionId, ledgerId: { in: contactIds } },
      select: { ledgerId: true, name: true },
    }),
    db.taxRate.findMany({ where: { connectionId }, select: { taxType: true, name: true } }),
  ]);
  return {
    account: new Map(accounts.map(({ ledgerId, code, name }) => [ledgerId, code ? `${code} - ${name}` : name])),
    contact: new Map(contacts.flatMap(({ ledgerId, name }) => (ledgerId ? [[ledgerId, name]] : []))),
    taxType: new Map(rates.map(({ taxType, name }) => [taxType, name])),
  };
}
