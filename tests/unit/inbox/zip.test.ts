import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { type ZipEntry, zipped } from '#lib/inbox/export/zip.ts';
import { unzipped } from '#tests/support/unzip.ts';

test('files come out of an archive as they went in, under their names, with the sums that programs check', async () => {
  const files = [
    { name: 'items.csv', bytes: Buffer.from('a,b\r\n') },
    { name: 'documents/1 Ünïcode.pdf', bytes: Buffer.alloc(70_000, 7) },
    { name: 'documents/2 empty.pdf', bytes: Buffer.alloc(0) },
    { name: 'manifest.csv', bytes: Buffer.from('told once it is known how long it is') },
  ];
  async function* inParts(bytes: Buffer) {
    yield bytes.subarray(0, 10);
    yield bytes.subarray(10);
  }
  async function* each(): AsyncGenerator<ZipEntry> {
    for (const { name, bytes } of files)
      yield name === 'manifest.csv' ? { name, parts: inParts(bytes) } : { name, bytes };
  }
  const parts: Buffer[] = [];
  for await (const part of zipped(each(), new Date('2026-11-27T20:31:44Z'))) parts.push(part);
  expect(unzipped(Buffer.concat(parts))).toEqual(files.map((file) => ({ ...file, sum: crc32(file.bytes) })));
});
