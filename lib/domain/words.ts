import type { Coding, ItemType } from './coding/coding.ts';
import type { Workspace } from './paths.ts';
import { publicationKind, publicationKindNames } from './publication/publication.ts';

/** Who an item's contact is to the business, in a sentence. */
export const contactWords: Record<Workspace, { one: string; many: string }> = {
  COSTS: { one: 'supplier', many: 'suppliers' },
  SALES: { one: 'customer', many: 'customers' },
};

/** How pages call a workspace. */
export const workspaceNames: Record<Workspace, string> = { COSTS: 'Costs', SALES: 'Sales' };

/** What an item becomes in the ledger, in a sentence: `a bill`, `an invoice`, `a credit note`, `a bank payment`. */
export function aDocument(workspace: Workspace, type: ItemType, publishTo: Coding['publishTo'] = 'DOCUMENT'): string {
  const word = publicationKindNames[publicationKind(workspace, { type, publishTo })];
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

/** As a sentence or a label begins. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
