/** A process that reads and draws documents: task-program.ts says what it promises. */
import type { ItemPage } from '#lib/domain/documents/item-pages.ts';
import { type DocumentMimeType, isLaidOut, type LaidOutMimeType } from '../document-kind.ts';
import { type DrawRequest, draw } from './draw.ts';
import { laidOut } from './file-as-pdf.ts';
import { inspect } from './inspect.ts';
import { readSigns, type SignsRequest } from './page-signs.ts';
import { pdfOfPages } from './pdf-pages.ts';
import { Refusal } from './refusal.ts';

import { performTasks } from './task-program.ts';

export type Task =
  | { kind: 'inspect'; bytes: Uint8Array }
  | ({ kind: 'draw' } & DrawRequest)
  /** A file that we lay out, as a PDF. */
  | { kind: 'pdf'; bytes: Uint8Array; mimeType: LaidOutMimeType }
  /** What tells where documents begin in a file of several. */
  | ({ kind: 'signs' } & SignsRequest)
  /** Some pages of a document as a PDF. */
  | { kind: 'pages'; bytes: Uint8Array; mimeType: DocumentMimeType; pages: readonly ItemPage[] };

performTasks<Task>((task) => {
  switch (task.kind) {
    case 'inspect':
      return inspect(task.bytes);
    case 'draw':
      return draw(task);
    case 'pdf':
      return laidOut(task.bytes, task.mimeType);
    case 'signs':
      return readSigns(task);
    case 'pages':
      return pagesOf(task);
  }
});

async function pagesOf({ bytes, mimeType, pages }: Extract<Task, { kind: 'pages' }>): Promise<Uint8Array> {
  if (mimeType === 'application/pdf') return pdfOfPages(bytes, pages);
  if (isLaidOut(mimeType)) return pdfOfPages(await laidOut(bytes, mimeType), pages);
  throw new Refusal('foreign');
}
