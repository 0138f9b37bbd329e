import { failure, ok, type Result } from '#lib/domain/result.ts';
import { type DocumentMimeType, type InspectedDocument, type Inspection, refusalMessages } from '../document-kind.ts';
import { DecoderPool } from './pool.ts';

/** Whose task it is, since people take turns: a person's id, or that of a business where no person asked. */
export type Asker = { for: string; pool?: DecoderPool };

// One for the whole program: a bundler may load this module more than once.
const held = globalThis as { intrayDecoders?: DecoderPool };
held.intrayDecoders ??= new DecoderPool();
const ours = held.intrayDecoders;

/** Decides by content what the file is, in a process of its own. */
export async function inspectDocument(bytes: Buffer, { for: key, pool = ours }: Asker): Promise<Inspection> {
  const inspected = await pool.run(key, () => ({ kind: 'inspect', bytes }));
  return inspected.ok ? { ok: true, document: inspected.value as InspectedDocument } : inspected;
}

export type PageRequest = {
  /** Called when the page's turn has come, so that many that wait do not hold as many files. */
  read: () => Promise<Buffer>;
  mimeType: DocumentMimeType;
  /** From 0. */
  page: number;
  widthPx: number;
};

/** A page as WebP; why it can't be drawn, with a code of document-kind.ts. */
export async function drawPage(
  { read, ...request }: PageRequest,
  { for: key, pool = ours }: Asker,
): Promise<Result<Buffer>> {
  const drawn = await pool.run(key, async () => ({ kind: 'draw', bytes: await read(), ...request }));
  return drawn.ok ? ok(Buffer.from(drawn.value as Uint8Array)) : failure(drawn.code, refusalMessages[drawn.code]);
}
