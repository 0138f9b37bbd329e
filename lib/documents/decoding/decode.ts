import { z } from 'zod';
import type { ItemPage } from '#lib/domain/documents/item-pages.ts';
import type { PageSigns } from '#lib/domain/intake/split-pages.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import {
  type DocumentMimeType,
  documentMimeTypes,
  type Inspection,
  type LaidOutMimeType,
  MAX_PAGES,
  pictureMimeType,
  refusalMessages,
} from '../document-kind.ts';
import type { Task } from './decoder.ts';
import { DecoderPool } from './pool.ts';

/** Whose task it is, since people take turns: a person's id, or that of a business where no person asked. */
export type Asker = { for: string; pool?: DecoderPool };

// One for the whole program: a bundler may load this module more than once.
const held = globalThis as { intrayDecoders?: DecoderPool };
held.intrayDecoders ??= new DecoderPool();
const ours = held.intrayDecoders;

// What a decoder answers is parsed: the file that it reads may have taken it over.
const drawnPage = z
  .instanceof(Uint8Array)
  .transform((bytes) => Buffer.from(bytes))
  .refine((bytes) => pictureMimeType(bytes) !== null);
const pdfFile = z
  .instanceof(Uint8Array)
  .transform((bytes) => Buffer.from(bytes))
  .refine((bytes) => bytes.toString('latin1', 0, 5) === '%PDF-');
const pages = z.array(z.int().min(1).max(MAX_PAGES)).max(MAX_PAGES);
const inspectedDocument = z.object({
  mimeType: z.enum(documentMimeTypes),
  pageCount: z.int().min(1).max(MAX_PAGES),
  undrawnTextPages: pages,
  uncheckedTextPages: pages,
  pictureHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  firstPage: drawnPage,
});

/** Decides by content what the file is, in a process of its own. */
export async function inspectDocument(bytes: Buffer, { for: key, pool = ours }: Asker): Promise<Inspection> {
  const inspected = await pool.run(key, (): Task => ({ kind: 'inspect', bytes }));
  if (!inspected.ok) return inspected;
  const document = inspectedDocument.safeParse(inspected.value);
  return document.success ? { ok: true, document: document.data } : { ok: false, code: 'broken' };
}

/** A file that we lay out as a PDF to be read by people; equal files give equal ones. */
export async function drawLaidOut(
  { bytes, mimeType }: { bytes: Buffer; mimeType: LaidOutMimeType },
  { for: key, pool = ours }: Asker,
): Promise<Result<Buffer>> {
  const drawn = await pool.run(key, (): Task => ({ kind: 'pdf', bytes, mimeType }));
  if (!drawn.ok) return failure(drawn.code, refusalMessages[drawn.code]);
  const pdf = pdfFile.safeParse(drawn.value);
  return pdf.success ? ok(pdf.data) : failure('broken', refusalMessages.broken);
}

/** Some pages of a PDF, or of what is drawn as one, as a PDF of their own; the same pages give the same file. */
export async function drawPages(
  bytes: Buffer,
  mimeType: DocumentMimeType,
  pages: readonly ItemPage[],
  { for: key, pool = ours }: Asker,
): Promise<Result<Buffer>> {
  const made = await pool.run(key, (): Task => ({ kind: 'pages', bytes, mimeType, pages }));
  if (!made.ok) return failure(made.code, refusalMessages[made.code]);
  const pdf = pdfFile.safeParse(made.value);
  return pdf.success ? ok(pdf.data) : failure('broken', refusalMessages.broken);
}

export type PageRequest = {
  /** Called when the page's turn has come, so that many that wait do not hold as many files. */
  read: () => Promise<Buffer>;
  mimeType: DocumentMimeType;
  /** From 0. */
  page: number;
  widthPx: number;
};

/** A page as WebP, or as JPEG where it is too long for that; why it can't be drawn, with a code of document-kind.ts. */
export async function drawPage(
  { read, ...request }: PageRequest,
  { for: key, pool = ours }: Asker,
): Promise<Result<Buffer>> {
  const drawn = await pool.run(key, async (): Promise<Task> => ({ kind: 'draw', bytes: await read(), ...request }));
  if (!drawn.ok) return failure(drawn.code, refusalMessages[drawn.code]);
  const page = drawnPage.safeParse(drawn.value);
  return page.success ? ok(page.data) : failure('broken', refusalMessages.broken);
}

const signsOfPages = z
  .array(
    z.object({
      isBlank: z.boolean(),
      number: z.object({ page: z.int().min(1).max(999), of: z.int().min(1).max(999) }).nullable(),
      head: z.string().max(1_000),
      picture: z
        .string()
        .regex(/^[0-9a-f]{32}$/)
        .nullable(),
    }),
  )
  .max(MAX_PAGES);

/** Pages that are looked at together; a decoder has ten seconds. */
const SIGNS_AT_ONCE = 8;

/** What tells where documents begin in a file of several, page by page. */
export async function readPageSigns(
  { bytes, mimeType, pageCount }: { bytes: Buffer; mimeType: DocumentMimeType; pageCount: number },
  { for: key, pool = ours }: Asker,
): Promise<Result<PageSigns[]>> {
  const signs: PageSigns[] = [];
  for (let from = 0; from < pageCount; from += SIGNS_AT_ONCE) {
    const count = Math.min(SIGNS_AT_ONCE, pageCount - from);
    const read = await pool.run(key, (): Task => ({ kind: 'signs', bytes, mimeType, from, count }));
    if (!read.ok) return failure(read.code, refusalMessages[read.code]);
    const some = signsOfPages.safeParse(read.value);
    if (!some.success || some.data.length !== count) return failure('broken', refusalMessages.broken);
    signs.push(...some.data);
  }
  return ok(signs);
}
