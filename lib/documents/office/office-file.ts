import type { LaidOutMimeType } from '../document-kind.ts';
import type { OfficeText } from './office-text.ts';
import { readDocx } from './read-docx.ts';
import { readOdt } from './read-odt.ts';
import { readRtf } from './read-rtf.ts';
import { readXlsx } from './read-xlsx.ts';

export type OfficeMimeType = Exclude<LaidOutMimeType, 'application/xml'>;

/** What an office file says. Throws an UnreadableOffice for what can't be read. */
export async function readOffice(bytes: Uint8Array, mimeType: OfficeMimeType): Promise<OfficeText> {
  return readers[mimeType](bytes);
}

const readers: Record<OfficeMimeType, (bytes: Uint8Array) => OfficeText | Promise<OfficeText>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': readDocx,
  'application/vnd.oasis.opendocument.text': readOdt,
  'application/rtf': readRtf,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': readXlsx,
};
