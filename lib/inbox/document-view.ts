import type { DocumentOfItem } from '#lib/coding/item-documents.ts';
import { parseItemPages } from '#lib/coding/stored-pages.ts';
import { shownPages, type Turn } from '#lib/domain/documents/item-pages.ts';

/** What an item shows on paper: its documents, page after page. */
export type DocumentView = {
  /** Of the first document, after which all is called. */
  id: string;
  fileName: string;
  mimeType: string;
  byteSize: number;
  /** In the order in which they are looked at. */
  sheets: Sheet[];
};

/** One page of one of the documents, as the item shows it. */
export type Sheet = {
  documentId: string;
  /** From 1, of the document as it came. */
  page: number;
  turn: Turn;
  /** Some of its text can't be drawn, or that is not known. */
  text?: 'undrawn' | 'unchecked';
};

type Stored = Omit<DocumentOfItem, 'document'> & {
  document: Pick<
    DocumentOfItem['document'],
    'id' | 'fileName' | 'mimeType' | 'byteSize' | 'pageCount' | 'undrawnTextPages' | 'uncheckedTextPages'
  >;
};

/** Null for an item without a document. */
export function documentView(documents: readonly Stored[]): DocumentView | null {
  const [first] = documents;
  if (!first) return null;
  const { id, fileName, mimeType, byteSize } = first.document;
  return { id, fileName, mimeType, byteSize, sheets: documents.flatMap(sheetsOf) };
}

function sheetsOf({ pages, document }: Stored): Sheet[] {
  return shownPages(parseItemPages(pages), document.pageCount).map(({ page, turn }) => ({
    documentId: document.id,
    page,
    turn,
    ...(document.undrawnTextPages.includes(page)
      ? { text: 'undrawn' as const }
      : document.uncheckedTextPages.includes(page) && { text: 'unchecked' as const }),
  }));
}
