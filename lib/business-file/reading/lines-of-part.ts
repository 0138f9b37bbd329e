import { BrokenZip } from '#lib/documents/archive/open-zip.ts';
import { MAX_LINE_BYTES } from '#lib/domain/business-file/business-file.ts';

const LINE_END = 10;
/** Bytes of lines that are given at once, but for the last of them. */
const MUCH = 128 * 1024;

/** The lines of a text, some at a time. Throws a BrokenZip for one that is too long, or has no end. */
export async function* readLines(parts: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let held: Buffer[] = [];
  let [size, hasLine] = [0, false];
  for await (const part of parts) {
    held.push(part);
    size += part.length;
    hasLine ||= part.includes(LINE_END);
    if (!hasLine && size > MAX_LINE_BYTES) throw new BrokenZip('a line that is too long');
    if (!hasLine || size < MUCH) continue;
    const bytes = Buffer.concat(held);
    const end = bytes.lastIndexOf(LINE_END);
    yield linesIn(bytes.subarray(0, end));
    held = [bytes.subarray(end + 1)];
    [size, hasLine] = [bytes.length - end - 1, false];
  }
  const rest = Buffer.concat(held);
  if (rest.length === 0) return;
  if (rest.at(-1) !== LINE_END) throw new BrokenZip('a line that does not end');
  yield linesIn(rest.subarray(0, -1));
}

const linesIn = (bytes: Buffer) =>
  bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
